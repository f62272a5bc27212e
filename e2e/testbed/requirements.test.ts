import { expect, test } from "@jest/globals";
import { describeMissing, type Machine } from "./requirements.ts";

const READY: Machine = {
  platform: "linux",
  uid: 0,
  ip: true,
  go: "go1.26.8",
  wantedGo: "1.26.0",
  built: false,
};

test("a machine that has everything lacks nothing", () => {
  expect(describeMissing(READY)).toBeUndefined();
});

test("Go is needed only for what is not built", () => {
  expect(describeMissing({ ...READY, go: undefined, built: true })).toBeUndefined();
  expect(describeMissing({ ...READY, go: undefined })).toMatch(/needs Go 1\.26\.0 or newer .*there is none/);
  expect(describeMissing({ ...READY, go: "go1.25.9" })).toMatch(/found go1\.25\.9/);
});

test("all that lacks is in one line, with the way to get it", () => {
  const line = describeMissing({ ...READY, platform: "darwin", uid: 1000, ip: false, go: undefined });
  expect(line).not.toContain("\n");
  expect(line).toMatch(/^the test bed needs Linux.*; root.*sudo.*; .*iproute2.*; Go 1\.26\.0/);
});
