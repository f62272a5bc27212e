import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { PropertyMap, PropertyValue } from "../wire.ts";
import { isList, isMap } from "../wire.ts";

/** An input of a resource, as the SDK declares it. */
interface Argument {
  required: boolean;
  /** Module and interface of an object or of a list's items; undefined for plain values and maps. */
  nested: { module: string; name: string } | undefined;
}

type Arguments = Map<string, Argument>;

export interface Problem {
  property: string;
  reason: string;
}

const SDK = join(import.meta.dirname, "../../../node_modules/@pulumi/aws");
const cache = new Map<string, Arguments>();
let nestedSource: string | undefined;

/** Inputs of a type that @pulumi/aws declares to be missing, and those that it does not know, nested ones included. */
export function checkArguments(type: string, inputs: PropertyMap): Problem[] {
  return problems(argumentsOf(type), inputs, "");
}

/** Names of a type's inputs. */
export const argumentNames = (type: string): string[] => [...argumentsOf(type).keys()];

function problems(known: Arguments, inputs: PropertyMap, prefix: string): Problem[] {
  const missing = [...known]
    .filter(([name, { required }]) => required && (inputs[name] ?? null) === null)
    .map(([name]) => ({
      property: prefix + name,
      reason: `Missing required argument. The argument "${prefix}${name}" is required, but no definition was found.`,
    }));
  const wrong = Object.entries(inputs).flatMap(([name, value]) => {
    const path = prefix + name;
    if (name.startsWith("__")) return [];
    const argument = known.get(name);
    if (argument === undefined)
      return [{ property: path, reason: `Invalid or unknown key. Examine values at "${path}".` }];
    return nestedProblems(argument, value, path);
  });
  return [...missing, ...wrong];
}

function nestedProblems({ nested }: Argument, value: PropertyValue, path: string): Problem[] {
  if (nested === undefined) return [];
  const known = nestedArguments(nested.module, nested.name);
  const items: [PropertyValue, string][] = isList(value)
    ? value.map((item, index) => [item, `${path}[${index}]`])
    : [[value, path]];
  return items.flatMap(([item, at]) => (isMap(item) ? problems(known, item, `${at}.`) : []));
}

/** `aws:ec2/vpc:Vpc` is declared in ec2/vpc.d.ts, as VpcArgs. */
function argumentsOf(type: string): Arguments {
  const [, module = "", file = "", name = ""] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(type) ?? [];
  return cached(type, () => readFileSync(join(SDK, module, `${file}.d.ts`), "utf8"), `${name}Args`);
}

/** types/input.d.ts is so large that only the one interface in it is parsed. */
function nestedArguments(module: string, name: string): Arguments {
  return cached(
    `${module}.${name}`,
    () => {
      nestedSource ??= readFileSync(join(SDK, "types/input.d.ts"), "utf8");
      const namespace = nestedSource.indexOf(`\nexport declare namespace ${module} {`);
      const start = nestedSource.indexOf(`\n    interface ${name} {`, namespace);
      return nestedSource.slice(start, nestedSource.indexOf("\n    }\n", start) + 6);
    },
    name,
  );
}

function cached(key: string, source: () => string, name: string): Arguments {
  const known = cache.get(key) ?? parse(source(), name);
  cache.set(key, known);
  return known;
}

function parse(source: string, name: string): Arguments {
  const file = ts.createSourceFile("sdk.d.ts", source, ts.ScriptTarget.Latest, true);
  const declaration = file.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (declaration === undefined || !ts.isInterfaceDeclaration(declaration))
    throw new Error(`@pulumi/aws declares no ${name} where this double looks for it`);
  return new Map(
    declaration.members.filter(ts.isPropertySignature).map((member) => [
      member.name.getText(),
      {
        required: member.questionToken === undefined,
        nested: nestedOf(member.type?.getText() ?? ""),
      },
    ]),
  );
}

function nestedOf(type: string): Argument["nested"] {
  const [, module, name] = /\binputs\.(\w+)\.(\w+)/.exec(type) ?? [];
  return module === undefined || name === undefined ? undefined : { module, name };
}
