import ts from "typescript";

/** An OpenAPI v3 schema as custom resource definitions take it: every field says its type, nothing else passes. */
export interface Schema {
  type?: "object" | "array" | "string" | "integer" | "boolean";
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
  enum?: string[];
  "x-kubernetes-int-or-string"?: true;
  "x-kubernetes-preserve-unknown-fields"?: true;
}

/** Whatever anybody writes. */
export const FREE_FORM: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

/** Schemas of interfaces and types that a module exports, by their names. Numbers are integers, as in Kubernetes' API. */
export function structuralSchemas(file: string, names: string[]): Record<string, Schema> {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module; name a file that exports types`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  return Object.fromEntries(
    names.map((name) => {
      const symbol = exported.get(name);
      if (symbol === undefined)
        throw new Error(`${file} exports no ${name}; it exports ${[...exported.keys()].join(", ")}`);
      return [name, new Reader(checker).schema(checker.getDeclaredTypeOfSymbol(symbol), name)];
    }),
  );
}

/** What Pulumi wraps values in, which the engine takes off before the API server sees them. */
const WRAPPERS = new Set(["Promise", "OutputInstance"]);

const STRINGS = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral;
const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null;

class Reader {
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** @param path where the type stands, for errors */
  schema(type: ts.Type, path: string): Schema {
    const types = alternatives(type);
    const every = (flags: ts.TypeFlags) => types.length > 0 && types.every((each) => each.flags & flags);
    const some = (flags: ts.TypeFlags) => types.some((each) => each.flags & flags);
    if (some(ts.TypeFlags.Any | ts.TypeFlags.Unknown))
      return { "x-kubernetes-preserve-unknown-fields": true };
    if (every(ts.TypeFlags.BooleanLike)) return { type: "boolean" };
    if (every(ts.TypeFlags.NumberLike)) return { type: "integer" };
    if (every(ts.TypeFlags.StringLike)) return this.#string(types);
    if (every(ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike))
      return { "x-kubernetes-int-or-string": true };
    if (every(ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive))
      return types.map((each) => this.#object(each, path)).reduce((one, other) => merged(one, other, path));
    throw new Error(
      `${path} is ${this.#checker.typeToString(type)}, which no schema can say; narrow its type`,
    );
  }

  #string(types: ts.Type[]): Schema {
    if (types.some(({ flags }) => flags & STRINGS)) return { type: "string" };
    return { type: "string", enum: types.flatMap((type) => (type.isStringLiteral() ? [type.value] : [])) };
  }

  #object(type: ts.Type, path: string): Schema {
    const items = this.#checker.isArrayType(type) ? type.getNumberIndexType() : undefined;
    if (items !== undefined) return { type: "array", items: this.schema(items, `${path}[]`) };
    const values = type.getStringIndexType();
    if (values !== undefined)
      return { type: "object", additionalProperties: this.schema(values, `${path}.*`) };
    const properties = type.getProperties();
    if (properties.length === 0) return FREE_FORM;
    const required = properties
      .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
      .map(({ name }) => name);
    return {
      type: "object",
      properties: Object.fromEntries(
        properties.map((property) => [
          property.name,
          this.schema(this.#checker.getTypeOfSymbol(property), `${path}.${property.name}`),
        ]),
      ),
      ...(required.length > 0 && { required }),
    };
  }
}

/** Parts of a union without Pulumi's wrappers and without `undefined`. */
function alternatives(type: ts.Type): ts.Type[] {
  const types = type.isUnion() ? type.types : [type];
  return types.filter((each) => !(each.flags & NOTHING) && !WRAPPERS.has(each.getSymbol()?.name ?? ""));
}

/** Alternatives become one object: a structural schema has one list of fields. Required is what all of them require. */
export function merged(one: Schema, other: Schema, path: string): Schema {
  if (one.type !== other.type)
    throw new Error(
      `${path} is ${one.type ?? "anything"} or ${other.type ?? "anything"}, which no structural schema can say`,
    );
  const properties: Record<string, Schema> = { ...one.properties, ...other.properties };
  for (const [name, property] of Object.entries(one.properties ?? {})) {
    const otherProperty = other.properties?.[name];
    if (otherProperty !== undefined) properties[name] = merged(property, otherProperty, `${path}.${name}`);
  }
  const schema: Schema = { ...one, ...other, properties };
  if (one.properties === undefined && other.properties === undefined) delete schema.properties;
  schema.required = (one.required ?? []).filter((name) => other.required?.includes(name));
  if (schema.required.length === 0) delete schema.required;
  for (const inner of ["items", "additionalProperties"] as const) {
    const [a, b] = [one[inner], other[inner]];
    if (a !== undefined && b !== undefined) schema[inner] = merged(a, b, `${path}.*`);
  }
  // A list of values with any value beside it is any value.
  if (one.enum !== undefined && other.enum !== undefined)
    schema.enum = [...new Set([...one.enum, ...other.enum])];
  else delete schema.enum;
  return schema;
}
