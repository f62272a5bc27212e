import { z } from "zod";

/** What a person needs to know of one setting; docs/settings.md and the error lines are made of it. */
export interface SettingDoc {
  /** One sentence: what the setting changes. */
  description: string;
  /** What a value may be, as it stands after "is not": "a whole number from 1 to 4". */
  allowed: string;
  /** Unit of the value, where it has one. */
  unit?: string;
  /** The default in words, where it is not one fixed value. */
  defaultText?: string;
  /** The value is set with `pulumi config set --secret`. */
  secret?: true;
}

export type Doc = string | { description: string; unit?: string; defaultText?: string };

/** Any schema as a setting, with what a person needs to know of it. */
export function describe<T extends z.ZodType>(schema: T, doc: Doc, allowed: string): T {
  const words = typeof doc === "string" ? { description: doc } : doc;
  return schema.meta({ ...words, allowed } satisfies SettingDoc);
}

/** Reads a setting's doc back; undefined for the objects and wrappers between settings. */
export function settingDoc(schema: z.ZodType): SettingDoc | undefined {
  const meta = schema.meta();
  if (meta === undefined || typeof meta.allowed !== "string" || meta.description === undefined)
    return undefined;
  const { description, allowed, unit, defaultText, secret } = meta;
  return {
    description,
    allowed,
    ...(typeof unit === "string" && { unit }),
    ...(typeof defaultText === "string" && { defaultText }),
    ...(secret === true && { secret }),
  };
}

export const flag = (doc: Doc) => describe(z.boolean(), doc, "true or false");

export function wholeNumber(min: number, max: number, doc: Doc) {
  const unit = typeof doc === "string" ? undefined : doc.unit;
  const number =
    unit === "%" ? "a whole percentage" : `a whole number${unit === undefined ? "" : ` of ${unit}`}`;
  return describe(z.number().int().min(min).max(max), doc, `${number} from ${min} to ${max}`);
}

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, doc: Doc) =>
  describe(z.enum(values), doc, `one of ${values.join(", ")}`);

/** Text of a given form; `allowed` says the form in words. */
export const text = (pattern: RegExp, allowed: string, doc: Doc) =>
  describe(z.string().regex(pattern), doc, allowed);

export const listOf = <T extends z.ZodType>(item: T, allowed: string, doc: Doc) =>
  describe(z.array(item), doc, allowed);

/** A list with at least one entry. */
export const someOf = <T extends z.ZodType>(item: T, allowed: string, doc: Doc) =>
  describe(z.array(item).min(1), doc, allowed);

/** Where a secret of this stack is found; its value never passes through the settings. */
export interface SecretRef {
  /** Top-level key of the stack's config that holds the secret. */
  key: string;
  /** Where below that key. */
  path: string[];
}

export const isSecretRef = (value: unknown): value is SecretRef =>
  typeof value === "object" && value !== null && SECRET_REF in value;

const SECRET_REF = Symbol("secret");

export const secretRef = (key: string, path: string[]): SecretRef =>
  Object.defineProperty({ key, path }, SECRET_REF, { value: true });

export const secret = (doc: Doc) =>
  z.custom<SecretRef>(isSecretRef).meta({
    ...(typeof doc === "string" ? { description: doc } : doc),
    allowed: "a value encrypted by `pulumi config set --secret`",
    secret: true,
  } satisfies SettingDoc);

/** A group of settings; `.strict()` so that an unknown key is an error. */
export const group = <T extends z.ZodRawShape>(shape: T, description: string) =>
  z.strictObject(shape).meta({ description });

/** A group whose keys the user names; `keys` is the form of the names. */
export const named = <T extends z.ZodType>(
  keys: RegExp,
  allowedKeys: string,
  value: T,
  description: string,
) => z.record(z.string().regex(keys), value).meta({ description, allowedKeys });
