import { describe, expect, test } from "@jest/globals";
import { Environment } from "@marcbachmann/cel-js";
import { z } from "zod";
import { ADMISSION_CASES, GAME_PORTS, creator, pod } from "./admission-cases.ts";
import { AGONES_CONTROLLER_USER, admissionPolicySpec, controls } from "./admission-policy.ts";

const policySpec = z.object({
  variables: z.array(z.object({ name: z.string(), expression: z.string() })),
  validations: z.array(
    z.object({
      expression: z.string(),
      messageExpression: z.string(),
      message: z.string(),
      reason: z.literal("Forbidden"),
    }),
  ),
});

interface Request {
  operation: "CREATE" | "UPDATE";
  userInfo: { username: string };
}

const { variables, validations } = policySpec.parse(admissionPolicySpec(GAME_PORTS));

/** What the API server would say of an object. @returns undefined where it takes it */
function verdict(object: unknown, request: Request): unknown {
  const cel = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true });
  const known: Record<string, unknown> = {};
  const evaluate = (expression: string): unknown =>
    cel.evaluate(expression, { object, request, variables: known });
  for (const { name, expression } of variables) known[name] = evaluate(expression);
  const failed = validations.filter(({ expression }) => evaluate(expression) !== true);
  return failed.map(({ messageExpression }) => evaluate(messageExpression))[0];
}

/** As it arrives by the API: without what is undefined. */
const sent = (object: unknown): unknown => JSON.parse(JSON.stringify(object));

describe("pods", () => {
  test.each(Object.entries(ADMISSION_CASES))("%s", (_name, changes) => {
    const request: Request = { operation: "CREATE", userInfo: { username: creator(changes) } };
    expect(verdict(sent(pod(changes)), request)).toBe(changes.problem);
  });

  test("every control has a case of its own", () => {
    const problems = Object.values(ADMISSION_CASES).map(({ problem }) => problem ?? "");
    const without = controls(GAME_PORTS).filter(
      ({ problem }) => !problems.some((said) => said.includes(problem)),
    );
    expect(without).toEqual([]);
  });
});

describe("ephemeral containers", () => {
  const gameServer = pod(ADMISSION_CASES["a game server of Agones"] ?? {});
  const by = (username: string): Request => ({ operation: "UPDATE", userInfo: { username } });
  const debugger_ = (securityContext: unknown) => ({
    ...gameServer,
    spec: {
      ...z.record(z.string(), z.unknown()).parse(gameServer.spec),
      ephemeralContainers: [{ name: "debugger", image: "busybox", securityContext }],
    },
  });

  test("may debug a game server as `kubectl debug --profile=restricted` does", () => {
    const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    expect(verdict(sent(debugger_(restricted)), by("somebody"))).toBeUndefined();
  });

  test("may do no more than others, whoever adds them", () => {
    const plain = sent(debugger_({ capabilities: { add: ["SYS_PTRACE"] } }));
    const problem = [
      "container debugger: may gain privileges; set securityContext.allowPrivilegeEscalation to false",
      "container debugger: capabilities kept; set securityContext.capabilities.drop to [ALL]",
      "container debugger: a capability added other than NET_BIND_SERVICE; remove it from securityContext.capabilities.add",
    ].join("; ");
    expect(verdict(plain, by("somebody"))).toBe(problem);
    expect(verdict(plain, by(AGONES_CONTROLLER_USER))).toBe(problem);
  });
});
