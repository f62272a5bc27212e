import type { SecretRef } from "./schema/setting.ts";
import { isSecretRef } from "./schema/setting.ts";

/** Settings before the schema has seen them. */
export type Raw = null | boolean | number | string | SecretRef | Raw[] | RawMap;
export interface RawMap {
  [key: string]: Raw;
}

/** A value and where it was written. */
export interface Origin {
  file: string;
  /** Path in that file, which differs from the setting's path where one setting is taken from another. */
  key: string[];
}

export const isMap = (value: Raw | undefined): value is RawMap =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isSecretRef(value);

/**
 * Settings of several files laid over one another. Maps merge by key, anything else replaces what was there, a null
 * below the first level removes it. Remembers which file each value came from.
 */
export class Layers {
  readonly values: RawMap = {};
  /** Nulls that removed nothing, because no layer below ever set what they name. */
  readonly strayNulls: Origin[] = [];
  readonly #origins = new Map<string, Origin>();
  readonly #removed = new Set<string>();

  /** Lays one file's settings on top; values without a file are gameplane's own defaults. */
  add(file: string | undefined, layer: RawMap): this {
    this.#merge(this.values, layer, [], file);
    return this;
  }

  /** Sets one value that is written elsewhere under another key. */
  set(path: string[], value: Raw, origin: Origin): this {
    const parents = path.slice(0, -1);
    let map = this.values;
    for (const key of parents) {
      const next = map[key];
      map = isMap(next) && Object.hasOwn(map, key) ? next : own<RawMap>(map, key, {});
    }
    own(map, path.at(-1) ?? "", value);
    this.#origins.set(id(path), origin);
    return this;
  }

  /**
   * Lays the map at one path over the one at another and empties it, but for the keys in `staying`; a null in it removes.
   * What is wrong in it is named where it was written.
   */
  lay(from: string[], to: string[], staying: string[] = []): this {
    const map = this.at(from);
    if (!isMap(map)) return this;
    this.#layNulls(from, to, staying);
    for (const key of Object.keys(map).filter((name) => !staying.includes(name))) {
      this.#layValue([...from, key], [...to, key]);
      Reflect.deleteProperty(map, key);
    }
    return this;
  }

  /** Nulls that removed nothing where they are written. */
  #layNulls(from: string[], to: string[], staying: string[]): void {
    for (const stray of [...this.strayNulls]) {
      const rest = stray.key.slice(from.length);
      const [first = ""] = rest;
      if (id(stray.key) !== id([...from, ...rest]) || staying.includes(first)) continue;
      const path = [...to, ...rest];
      const key = path.pop() ?? "";
      const map = this.at(path);
      if (!isMap(map) || !Object.hasOwn(map, key)) continue;
      Reflect.deleteProperty(map, key);
      this.#forget([...path, key]);
      this.#removed.add(id([...path, key]));
      this.strayNulls.splice(this.strayNulls.indexOf(stray), 1);
    }
  }

  #layValue(from: string[], to: string[]): void {
    const value = this.at(from);
    const origin = this.origin(from);
    if (value === undefined || origin === undefined) return;
    if (!isMap(value)) {
      this.#forget(to);
      this.set(to, value, origin);
      return;
    }
    if (!isMap(this.at(to))) this.set(to, {}, origin);
    for (const key of Object.keys(value)) this.#layValue([...from, key], [...to, key]);
  }

  at(path: string[]): Raw | undefined {
    let value: Raw | undefined = this.values;
    for (const key of path) {
      if (Array.isArray(value)) value = value[Number(key)];
      else value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    return value;
  }

  /** Where the value at `path`, or the nearest thing above it, was written; undefined where nothing was. */
  origin(path: string[]): Origin | undefined {
    for (let length = path.length; length > 0; length--) {
      const found = this.#origins.get(id(path.slice(0, length)));
      if (found !== undefined) return { file: found.file, key: [...found.key, ...path.slice(length)] };
    }
    return undefined;
  }

  /** Whether the value at `path` is one of gameplane's own defaults, whatever file has set values beside it. */
  isStandard(path: string[]): boolean {
    return this.at(path) !== undefined && !this.#origins.has(id(path));
  }

  #merge(into: RawMap, layer: RawMap, path: string[], file: string | undefined): void {
    for (const [key, value] of Object.entries(layer)) {
      const here = [...path, key];
      if (value === null && path.length > 0) {
        if (Object.hasOwn(into, key)) this.#removed.add(id(here));
        else if (file !== undefined && !this.#removed.has(id(here)))
          this.strayNulls.push({ file, key: here });
        Reflect.deleteProperty(into, key);
        this.#forget(here);
        continue;
      }
      if (isMap(value)) {
        const below = into[key];
        const target = isMap(below) && Object.hasOwn(into, key) ? below : own(into, key, {});
        this.#remember(here, file);
        this.#merge(target, value, here, file);
        continue;
      }
      own(into, key, value);
      this.#forget(here);
      this.#remember(here, file);
    }
  }

  #remember(path: string[], file: string | undefined): void {
    if (file !== undefined) this.#origins.set(id(path), { file, key: path });
  }

  #forget(path: string[]): void {
    const prefix = id(path);
    for (const known of this.#origins.keys()) {
      if (known === prefix || known.startsWith(`${prefix}\0`)) this.#origins.delete(known);
    }
  }
}

const id = (path: string[]) => path.join("\0");

/** Defines a key as the map's own, whatever its name: `__proto__` in a file must not reach the prototype. */
export function own<T extends Raw>(map: RawMap, key: string, value: T): T {
  Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  return value;
}
