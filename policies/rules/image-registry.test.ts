import { testRule } from "../testing/test-rule.ts";
import { imageRegistry } from "./image-registry.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].image`;
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const image = (reference: string, registries?: string[]) => ({
  set: { [AT]: reference },
  ...(registries && { settings: { registries } }),
});
const refused = (reference: string, registries?: string[]) => ({
  ...image(reference, registries),
  finds: `${AT}: ${reference}`,
});

testRule(imageRegistry, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    spec: { template: { spec: { containers: [{ image: "registry.k8s.io/pause:3.10" }] } } },
  }),
  passes: {
    "an image of ECR": image("111122223333.dkr.ecr.eu-west-1.amazonaws.com/prod/duel:1.0.0"),
    "an image of the public ECR": image("public.ecr.aws/docker/library/redis:8"),
    "an image of Agones, by its digest": image(`us-docker.pkg.dev/agones-images/release/x@${DIGEST}`),
    "a bare name of Docker Hub's official images": image("nginx:1", ["docker.io/library/nginx"]),
    "the same with its host": image("docker.io/nginx:1", ["docker.io/library/*"]),
    "the same with its host's old name": image("index.docker.io/library/nginx:1", ["docker.io/library/*"]),
    "an image of Docker Hub": image("grafana/grafana:12", ["docker.io/grafana/*"]),
    "a registry's port": image("registry:5000/duel:1", ["registry:5000/*"]),
    "a registry on this machine": image("localhost/duel", ["localhost"]),
    "a host in capitals": image("REGISTRY/duel:1", ["REGISTRY/*"]),
    "every registry": image("nginx", ["*"]),
  },
  fails: {
    "a bare name": refused("nginx"),
    "an image of Docker Hub that nobody allowed": refused("grafana/grafana:12"),
    "another project of an allowed host": refused("us-docker.pkg.dev/other/x:1"),
    "a host that begins like an allowed one": refused("registry.k8s.io.example.com/pause:1"),
    "a host that ends like an allowed one": refused("evil-registry.k8s.io/pause:1"),
    "a host that has an allowed one in its path": refused(
      "evil.example/1.dkr.ecr.eu-west-1.amazonaws.com/duel:1",
    ),
    "a host that has an allowed one split over its path": refused(
      "evil.dkr.ecr.example/x.amazonaws.com/duel:1",
    ),
    "another repository": refused("nginx-x:1", ["docker.io/library/nginx"]),
    "a host without the port": refused("registry:5000/duel:1", ["registry/*"]),
    "no image": { set: { [AT]: undefined }, finds: `${AT}: none` },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{ image: "busybox:1" }] },
      finds: `${POD}.initContainers[0].image: busybox:1`,
    },
    "a mounted image": {
      set: { [`${POD}.volumes`]: [{ image: { reference: "quay.io/maps:7" } }] },
      finds: `${POD}.volumes[0].image.reference: quay.io/maps:7`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { containers: [{ image: "duel:1" }] } } } } },
      finds: "spec.template.spec.template.spec.containers[0].image: duel:1",
    },
  },
  unknown: [`${POD}.containers`, AT, `${POD}.volumes`, `${POD}.volumes[0].image.reference`],
});
