// Our values in Helm's hands: stub charts everywhere, the real Agones chart where the machine has it.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { NAMESPACES } from "../../components/isolation/namespaces.ts";
import { podSecurityLabels } from "../../components/isolation/pod-security.ts";
import { Helm } from "../charts/helm.ts";
import { misspelt } from "../charts/misspelt.ts";
import { pinnedCharts } from "../charts/pinned.ts";
import type { Previewed, Release } from "../charts/previewed.ts";
import { previewedCharts } from "../charts/previewed.ts";
import type { ChartRepository } from "../charts/repository.ts";
import { startChartRepository } from "../charts/repository.ts";
import { shapes } from "../charts/shapes.ts";
import { agonesOfMachine, noAgones } from "../testbed/agones.ts";
import { buildTestBed } from "../testbed/build.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { startControlPlane } from "../testbed/control-plane.ts";
import { customResourceDefinitions, PROJECTS } from "../testbed/custom-resources.ts";
import { plainNodes } from "../testbed/nodes.ts";

/** Stacks whose releases differ in more than names: the other regions have the same values. */
const INSTALLED = ["local", "dev", "prod-us-east-1", "other dev", "other prod-us-east-1"];

const started = new AsyncDisposableStack();
let binaries: string;
let previewed: Previewed;
let stubs: ChartRepository;
let plane: ControlPlane;
let helm: Helm;

before(async () => {
  ({ folder: binaries } = await buildTestBed());
  previewed = await previewedCharts();
  stubs = started.adopt(await startChartRepository({ binaries }), (repository) => repository.stop());
  plane = started.adopt(await startPlane(), (each) => each.stop());
  helm = started.adopt(Helm.start(binaries, plane.kubeconfig), (each) => each.stop());
  for (const namespace of NAMESPACES) {
    const metadata = { name: namespace, labels: podSecurityLabels(namespace) };
    const object = { apiVersion: "v1", kind: "Namespace", metadata };
    await plane.kubectl(["create", "-f", "-"], { input: JSON.stringify(object) });
  }
});
after(() => started.disposeAsync());

/** Nodes for pods of any kind: without a taint, and Agones' own. */
const startPlane = () =>
  startControlPlane({
    region: "charts",
    binaries,
    nodes: [
      ...plainNodes("charts", 3),
      ...plainNodes("charts", 4).map((node) => ({
        ...node,
        name: `agones-${node.name}`,
        labels: { "agones.dev/agones-system": "true" },
        taints: [{ key: "agones.dev/agones-system", value: "true", effect: "NoExecute" as const }],
      })),
    ],
  });

test("every stub chart passes helm lint --strict with the values of every stack", async (t) => {
  const releases = distinct(previewed.releases);
  for (const release of releases) await helm.lint(stubs, release);
  const charts = new Set(releases.map(({ chart }) => chart));
  assert.deepEqual(
    [...charts].toSorted(),
    pinnedCharts()
      .map(({ name }) => name)
      .toSorted(),
  );
  t.diagnostic(
    `${previewed.releases.length} releases, ${releases.length} different, of ${charts.size} charts`,
  );
});

test("the API server takes every stub chart with our values, and Pod Security its pods", async (t) => {
  const releases = installed();
  for (const release of releases) await helm.upgrade(stubs, release);
  const deployments = await plane.list("deployments.apps");
  const definitions = await plane.list("customresourcedefinitions.apiextensions.k8s.io");
  t.diagnostic(
    `${releases.length} releases; at last ${deployments.length} Deployments, ${definitions.length} definitions`,
  );
});

test("the API server accepts every definition of KEDA, the Prometheus operator and Karpenter", async (t) => {
  const figures: string[] = [];
  for (const project of PROJECTS) {
    const definitions = [...(await customResourceDefinitions(project, binaries)).values()];
    const input = definitions.join("\n---\n");
    // Server-side: the Prometheus operator's are too large for the annotation that kubectl writes otherwise.
    const write = ["--server-side", "--force-conflicts", "-f", "-"];
    const applied = await plane.kubectl(["apply", ...write, "-o", "name"], { input });
    const names = applied.split("\n").filter((line) => line !== "");
    assert.equal(names.length, definitions.length, `${project}: ${applied}`);
    // Established: its names are free and its schema holds, so the API serves its objects.
    await plane.kubectl(["wait", "--for=condition=Established", "--timeout=60s", ...names]);
    figures.push(`${project} ${names.length}`);
  }
  t.diagnostic(`established: ${figures.join(", ")}`);
});

test("definitions made of our types have every field that we write, and no other", async (t) => {
  assert.equal(await apply(previewed.agonesObjects), "");
  const wrong = misspelt(previewed.agonesObjects);
  const said = await apply(wrong.map(({ object }) => object));
  const refused = new Set(
    [...said.matchAll(/\.(\S+): field not declared in schema/g)].map(([, field = ""]) => field),
  );
  assert.deepEqual(
    wrong.map(({ field }) => field).filter((field) => !refused.has(field)),
    [],
  );
  t.diagnostic(`${previewed.agonesObjects.length} objects accepted, ${wrong.length} misspelt fields refused`);
});

test("agones: the stub has the shapes of the real chart", { skip: noAgones() }, async (t) => {
  await using real = await realAgones();
  const releases = installed().filter(({ chart }) => chart === "agones");
  let objects = 0;
  for (const release of releases) {
    const expected = shapes(await helm.template(real.charts, release), release.namespace);
    assert.deepEqual(shapes(await helm.template(stubs, release), release.namespace), expected);
    objects += Object.keys(expected).length;
  }
  t.diagnostic(`${releases.length} releases, ${objects} objects alike`);
});

test(
  "agones: the API server takes the real chart with the values of every stack",
  { skip: noAgones() },
  async (t) => {
    await using real = await realAgones();
    const releases = installed().filter(({ chart }) => chart === "agones");
    const [first] = releases;
    assert.ok(first);
    // Its definitions and the stub's have the same names.
    await helm.uninstall(stubs, first);
    for (const release of releases) {
      await helm.lint(real.charts, release);
      await helm.upgrade(real.charts, release);
    }
    t.diagnostic(`${releases.length} releases`);
  },
);

async function realAgones(): Promise<AsyncDisposable & { charts: ChartRepository }> {
  const agones = agonesOfMachine();
  assert.ok(agones);
  const charts = await startChartRepository({ binaries, agonesChart: agones.chart });
  return { charts, [Symbol.asyncDispose]: () => charts.stop() };
}

/** As the provider writes; what the API server says of objects that it refuses, and it goes on after each. */
const apply = (items: object[]): Promise<string> =>
  plane
    // kubectl itself checks nothing: the API server has the word.
    .kubectl(["apply", "--server-side", "--validate=false", "--dry-run=server", "-f", "-"], {
      input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    })
    .then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

/** Releases of the representative stacks. */
const installed = (): Release[] =>
  distinct(previewed.releases.filter(({ stack }) => INSTALLED.includes(stack)));

/** Each release once that several stacks have alike. */
const distinct = (releases: Release[]): Release[] => [
  ...new Map(releases.map((release) => [JSON.stringify({ ...release, stack: "" }), release])).values(),
];
