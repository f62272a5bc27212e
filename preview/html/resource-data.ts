// What the page's script needs for the tree of resources, once and small: names by number, inputs as far as there is room.
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { Operation } from "../since/resource-changes.ts";
import { embeddedJson } from "./embedded-json.ts";
import type { StackReport } from "../report.ts";

export interface ResourceData {
  types: string[];
  sources: string[];
  /** Inputs, each once: regions are much alike. */
  inputs: Json[];
  stacks: StackData[];
}

interface StackData {
  name: string;
  /** As URNs name it. */
  project: string;
  rows: Row[];
}

/** As a list: there are thousands. */
export type Row = [
  /** Its parent's row; -1 for none. */
  parent: number,
  type: number,
  name: string,
  /** What happens to it; "" for nothing. */
  op: Operation | "",
  /** Letters: `p` protected, `r` read, `m` made by its provider. */
  marks: string,
  /** {@link NONE}, {@link LEFT_OUT} or its number. */
  inputs: number,
  source: number,
  violations: number,
  urn: string,
];

/** Places in a row. */
export const OP = 3;
export const INPUTS = 5;

export const NONE = -1;
export const LEFT_OUT = -2;

/**
 * @param room bytes that inputs may take: those of what changes come first, then the others in order
 */
export function resourceData(stacks: readonly StackReport[], room: number): ResourceData {
  const types = new Numbers();
  const sources = new Numbers();
  const inputs = new Inputs(room);
  const operations = new Map(
    stacks.map((stack) => [stack.name, new Map(stack.changes?.map(({ urn, op }) => [urn, op]))]),
  );
  const isChanged = (stack: StackReport, { urn }: RecordedResource) =>
    operations.get(stack.name)?.has(urn) === true;
  for (const first of [true, false])
    for (const stack of stacks)
      for (const resource of stack.resources)
        if (isChanged(stack, resource) === first) inputs.offer(resource.inputs);
  return {
    stacks: stacks.map((stack) => ({
      name: stack.name,
      project: stack.resources[0]?.urn.split("::")[1] ?? "",
      rows: rowsOf(stack, operations.get(stack.name), { types, sources, inputs }),
    })),
    types: types.all,
    sources: sources.all,
    inputs: inputs.all,
  };
}

/** Where rows leave what they share. */
interface Shared {
  types: Numbers;
  sources: Numbers;
  inputs: Inputs;
}

function rowsOf(
  stack: StackReport,
  operations: ReadonlyMap<string, Operation> | undefined,
  { types, sources, inputs }: Shared,
): Row[] {
  const numbers = new Map(stack.resources.map(({ urn }, index) => [urn, index]));
  const violations = Map.groupBy(stack.violations, ({ urn }) => urn);
  const rows = stack.resources.map((resource): Row => {
    const { urn, type, name, parent, source } = resource;
    return [
      numbers.get(parent) ?? -1,
      types.of(type),
      name,
      operations?.get(urn) ?? "",
      marksOf(resource),
      inputs.of(resource.inputs),
      sources.of(source),
      violations.get(urn)?.length ?? 0,
      // The page puts together what a URN says of parents; only what goes has none.
      "",
    ];
  });
  const gone = (stack.changes ?? []).filter(({ urn, op }) => op === "delete" && !numbers.has(urn));
  return [
    ...rows,
    ...gone.map(({ urn, type, name }): Row => [
      0,
      types.of(type),
      name,
      "delete",
      "",
      NONE,
      sources.of(""),
      0,
      urn,
    ]),
  ];
}

const marksOf = ({ options }: RecordedResource): string =>
  [
    options.protect === true ? "p" : "",
    options.read === true ? "r" : "",
    options.remote === true ? "m" : "",
  ].join("");

class Numbers {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  get all(): string[] {
    return [...this.#numbers.keys()];
  }
}

class Inputs {
  readonly all: Json[] = [];
  readonly #numbers = new Map<string, number>();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** Keeps it, if there is room. */
  offer(inputs: Record<string, Json>): void {
    const text = JSON.stringify(inputs);
    if (text === "{}" || this.#numbers.has(text)) return;
    // With escapes, of which `<` takes six.
    const size = Buffer.byteLength(embeddedJson(inputs)) + 1;
    if (size > this.#room) return;
    this.#room -= size;
    this.#numbers.set(text, this.all.length);
    this.all.push(inputs);
  }

  of(inputs: Record<string, Json>): number {
    const text = JSON.stringify(inputs);
    return text === "{}" ? NONE : (this.#numbers.get(text) ?? LEFT_OUT);
  }
}
