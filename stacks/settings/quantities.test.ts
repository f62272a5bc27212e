import { expect, test } from "@jest/globals";
import { cpuText, mebibytes, memoryText, milliCpus } from "./quantities.ts";

test.each([
  [1, "1", 1000],
  ["1000m", "1", 1000],
  [0.5, "500m", 500],
  ["500m", "500m", 500],
  [1.25, "1250m", 1250],
  [0.29, "290m", 290],
])("%p CPUs are %s", (cpus, text, milli) => {
  expect([cpuText(cpus), milliCpus(cpus)]).toEqual([text, milli]);
});

test.each([
  ["2Gi", "2Gi", 2048],
  ["2048Mi", "2Gi", 2048],
  ["512Mi", "512Mi", 512],
  ["1024Gi", "1Ti", 1024 * 1024],
])("%s of memory is %s", (memory, text, mebi) => {
  expect([memoryText(memory), mebibytes(memory)]).toEqual([text, mebi]);
});
