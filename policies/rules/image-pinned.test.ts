import { testRule } from "../testing/test-rule.ts";
import { imagePinned } from "./image-pinned.ts";

const POD = "spec.template.spec";
const AT = `${POD}.containers[0].image`;
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const ECR = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

const image = (reference: string, settings?: object) => ({
  set: { [AT]: reference },
  ...(settings && { settings }),
});
const refused = (reference: string, settings?: object) => ({
  ...image(reference, settings),
  finds: `${AT}: ${reference}`,
});

testRule(imagePinned, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({ spec: { template: { spec: { containers: [{ image: `${ECR}/duel:1.0.0` }] } } } }),
  passes: {
    "a bare name with a tag": image("nginx:1.29"),
    "a digest": image(`nginx@${DIGEST}`),
    "a digest beside latest": image(`nginx:latest@${DIGEST}`),
    "a tag behind a registry's port": image("registry:5000/duel:1"),
    "a tag that begins like latest": image("nginx:latest-1"),
    "a name that ends like latest": image("registry/latest:1"),
    "a digest where one is required": image(`${ECR}/duel@${DIGEST}`, { digest: true }),
    "a tag that cannot be moved, where a digest is required": image(`${ECR}/prod/duel:1.0.0`, {
      digest: true,
      immutable: ["*.dkr.ecr.*.amazonaws.com/prod/*"],
    }),
    "images of a host whose tags cannot be moved": image("localhost:5000/a/b:1", {
      digest: true,
      immutable: ["localhost:5000"],
    }),
    "a mounted image": {
      set: { [`${POD}.volumes`]: [{ image: { reference: "maps:7" } }, { emptyDir: {} }] },
    },
  },
  fails: {
    "no tag": refused("nginx"),
    latest: refused("nginx:latest"),
    "a port alone": refused("registry:5000/duel"),
    "an empty tag": refused("nginx:"),
    "a digest that is cut off": refused("nginx@sha256"),
    "a digest that is none": refused("nginx@sha256:1"),
    "no image": { set: { [AT]: undefined }, finds: `${AT}: none` },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{ image: "setup" }] },
      finds: `${POD}.initContainers[0].image: setup`,
    },
    "a mounted image that is not pinned": {
      set: { [`${POD}.volumes`]: [{ emptyDir: {} }, { image: { reference: "maps" } }] },
      finds: `${POD}.volumes[1].image.reference: maps`,
    },
    "a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { "spec.template": { spec: { template: { spec: { containers: [{ image: "duel:latest" }] } } } } },
      finds: "spec.template.spec.template.spec.containers[0].image: duel:latest",
    },
    "a tag where a digest is required": refused("nginx:1.29", { digest: true }),
    "a tag of another repository than those that cannot be moved": refused(`${ECR}/dev/duel:1`, {
      digest: true,
      immutable: [`${ECR}/prod/*`],
    }),
    "a host that has a trusted one in its path": refused(`evil.example/${ECR}/duel:1`, {
      digest: true,
      immutable: ["*.amazonaws.com/*"],
    }),
    "latest of those that cannot be moved": refused(`${ECR}/duel:latest`, {
      digest: true,
      immutable: [`${ECR}/*`],
    }),
  },
  unknown: [
    `${POD}.containers`,
    AT,
    `${POD}.volumes`,
    `${POD}.volumes[0].image`,
    `${POD}.volumes[0].image.reference`,
  ],
});
