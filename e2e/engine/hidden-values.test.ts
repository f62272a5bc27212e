import { expect, test } from "@jest/globals";
import type { PropertyMap, PropertyValue } from "../../preview/property-values.ts";
import { hidden } from "./hidden-values.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: PropertyValue): PropertyMap => ({
  [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270",
  value,
});
const output = (more: PropertyMap): PropertyMap => ({
  [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  ...more,
});

test("leaves plain values as they are", () => {
  const plain = { text: "a", list: [1, true, null], map: { inner: "b" } };
  expect(hidden(plain)).toEqual(plain);
});

test("names what is unknown", () => {
  expect(hidden([UNKNOWN, { inner: UNKNOWN }])).toEqual(["[unknown]", { inner: "[unknown]" }]);
});

test("says of a secret only whether it is known, however deep", () => {
  const values = [
    secret("password"),
    secret(UNKNOWN),
    secret({ key: { inner: UNKNOWN } }),
    secret({ key: "text" }),
  ];
  expect(hidden(values)).toEqual([
    { "[secret]": "known" },
    { "[secret]": "[unknown]" },
    { "[secret]": "[unknown]" },
    { "[secret]": "known" },
  ]);
});

test("keeps what an output depends on, and hides a secret one", () => {
  expect(hidden(output({ value: "a", dependencies: ["urn:b", "urn:a"] }))).toEqual({
    "[output]": "a",
    dependencies: ["urn:a", "urn:b"],
  });
  expect(hidden(output({}))).toEqual({ "[output]": "[unknown]", dependencies: [] });
  expect(hidden(output({ secret: true, value: "password" }))).toEqual({
    "[output]": { "[secret]": "known" },
    dependencies: [],
  });
});
