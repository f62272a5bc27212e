import { expect, test } from "@jest/globals";
import { DRAINED_TAG } from "../components/nodes/node-group.ts";
import {
  GAME_TAINT,
  GPU_TAINT,
  GPU_TYPE_LABEL,
  POOL_LABEL,
  ROLE_LABELS,
} from "../components/nodes/placement.ts";
import { DRAINED, GAME, GPU, GPU_TYPE, POOL } from "./placement.ts";

test("policies know nodes by what the program puts on them", () => {
  expect({ taint: GAME, label: GAME, gpu: GPU, gpuType: GPU_TYPE, pool: POOL, drained: DRAINED }).toEqual({
    taint: GAME_TAINT.key,
    label: Object.keys(ROLE_LABELS.game)[0],
    gpu: GPU_TAINT.key,
    gpuType: GPU_TYPE_LABEL,
    pool: POOL_LABEL,
    drained: DRAINED_TAG,
  });
});
