import type { Port as OwnPort } from "../../components/isolation/network-reach-fixture.ts";
import { letsIn, letsOut, recordedPolicies } from "../../components/isolation/network-reach-fixture.ts";
import { written } from "./connections-table.ts";
import type { Matrix } from "./matrix.ts";
import type { Answer, Probe } from "./probes.ts";

/** A NetworkPolicy as the offline preview records it, as far as nobody looks. */
const RECORDED = {
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  urn: "",
  parent: "",
  provider: "",
  custom: true,
  dependencies: [],
  options: {},
  source: "",
};

/** Compares with the evaluator of `components/isolation/traffic.test.ts`, which knows no SCTP. */
export function compareWithOwn({ policies, probes, answers }: Matrix): { asked: number; other: string[] } {
  const own = recordedPolicies(
    policies.map(({ metadata, spec }) => ({
      ...RECORDED,
      name: metadata.name,
      inputs: { metadata, spec },
    })),
  );
  const asked = probes.flatMap((probe, i) => {
    const [answer, port] = [answers[i], ownPort(probe)];
    return answer === undefined || port === undefined ? [] : [{ probe, answer, port }];
  });
  const other = asked.flatMap(({ probe, answer, port }) => {
    const mine = {
      ingress: letsIn(own, probe.from, probe.to, port),
      egress: letsOut(own, probe.from, probe.to, port),
    };
    return isSame(mine, answer)
      ? []
      : [`${written(probe)}: ours ${JSON.stringify(mine)}, cyclonus ${JSON.stringify(answer)}`];
  });
  return { asked: asked.length, other };
}

const isSame = (mine: Pick<Answer, "ingress" | "egress">, answer: Answer): boolean =>
  mine.ingress === answer.ingress && mine.egress === answer.egress;

const ownPort = ({ protocol, port }: Probe): OwnPort | undefined =>
  protocol === "SCTP" ? undefined : { protocol, port };
