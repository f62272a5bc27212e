import type { BufferPolicy, FleetAutoscalerProps } from "../agones.ts";
import { eachBuffer, FLEET_AUTOSCALER } from "../agones.ts";
import { each } from "../each.ts";
import type { Report } from "../rule.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

export const fasBuffer = ruleForTypes<FleetAutoscalerProps>([FLEET_AUTOSCALER], {
  id: "fas-buffer",
  level: "mandatory",
  severity: "high",
  statement: "A FleetAutoscaler's limits leave room for its buffer.",
  why: "players wait for a server that the limits never allow",
  fix: "raise maxReplicas, or lower the buffer or minReplicas",
  references: [],
  check({ props: { spec } }, report) {
    eachBuffer(spec?.policy, "spec.policy", (buffer, at) =>
      each(CLAUSES, (clause) => clause(buffer, at, report)),
    );
  },
});

const CLAUSES = [minimum, size, minimumOfShare, maximumOfShare];

function minimum({ minReplicas = 0, maxReplicas = 0 }: BufferPolicy, at: string, report: Report): void {
  if (minReplicas > maxReplicas)
    report({
      at: `${at}.minReplicas`,
      found: show(minReplicas),
      wanted: `at most maxReplicas, ${maxReplicas}`,
    });
}

function size(buffer: BufferPolicy, at: string, report: Report): void {
  const { bufferSize } = buffer;
  if (typeof bufferSize !== "number") return;
  const { maxReplicas = 0 } = buffer;
  if (bufferSize >= maxReplicas)
    report({ at: `${at}.bufferSize`, found: show(bufferSize), wanted: `below maxReplicas, ${maxReplicas}` });
}

/** A share of no servers is none: Agones would never start the first one, and refuses it. */
function minimumOfShare(buffer: BufferPolicy, at: string, report: Report): void {
  if (typeof buffer.bufferSize !== "string") return;
  const { minReplicas = 0 } = buffer;
  if (minReplicas < 1)
    report({
      at: `${at}.minReplicas`,
      found: `${minReplicas} with a buffer of ${show(buffer.bufferSize)}`,
      wanted: "at least 1",
      fix: "raise minReplicas, or say the buffer as a number of servers",
    });
}

function maximumOfShare(buffer: BufferPolicy, at: string, report: Report): void {
  if (typeof buffer.bufferSize !== "string") return;
  const { maxReplicas = 0 } = buffer;
  if (maxReplicas < 1)
    report({
      at: `${at}.maxReplicas`,
      found: `${maxReplicas} with a buffer of ${show(buffer.bufferSize)}`,
      wanted: "at least 1",
      fix: "raise maxReplicas",
    });
}
