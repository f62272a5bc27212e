import { describe, expect, test } from "@jest/globals";
import { fingerprint, generationName } from "./fingerprint.ts";
import type { GenerationSpec, PoolRole } from "./pool-spec.ts";
import { gamePool, generation } from "./test-pools.ts";

/** What each field changes to; a field that is missing here does not compile. */
const CHANGES: Required<{ [Field in keyof GenerationSpec]: NonNullable<GenerationSpec[Field]> }> = {
  id: "2",
  instanceTypes: ["c6i.4xlarge", "c7i.4xlarge"],
  architecture: "arm64",
  gpu: true,
  vcpu: 32,
  ami: "bottlerocket",
  version: "1.36",
  releaseVersion: "1.35.2-20260512",
  capacityType: "spot",
  diskGiB: 101,
  maxPods: 111,
  zonesWithoutTypes: ["euw1-az1"],
  cordoned: true,
  drained: true,
};

/** What is known from other fields (gpu, vcpu), named apart (id, zones), or says what a generation is for now. */
const NO_NEW_NODES = ["id", "gpu", "vcpu", "zonesWithoutTypes", "cordoned", "drained"];

describe("a generation's fingerprint", () => {
  test.each(Object.entries(CHANGES))("with another %s", (field, value) => {
    const changed = { ...generation(), [field]: value };
    expect(fingerprint(gamePool(), changed) === fingerprint(gamePool(), generation())).toBe(
      NO_NEW_NODES.includes(field),
    );
  });

  test("is six hex digits that stay the same from run to run", () => {
    expect(generationName(gamePool(), generation())).toBe("game-1-aff2f4");
  });

  test("does not depend on the order in which settings were written", () => {
    expect(fingerprint(gamePool(), reordered(generation()))).toBe(fingerprint(gamePool(), generation()));
  });

  test("changes with every role, so that none takes another's protection in place", () => {
    const roles: PoolRole[] = ["system", "agones", "metrics", "game", "gpu"];
    const names = roles.map((role) => generationName(gamePool({ role }), generation()));
    expect(new Set(names).size).toBe(roles.length);
  });
});

const reordered = ({ maxPods, diskGiB, ...rest }: GenerationSpec): GenerationSpec => ({
  maxPods,
  diskGiB,
  ...rest,
});
