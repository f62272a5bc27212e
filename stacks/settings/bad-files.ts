// An example for every rule that looks at files rather than at settings, and the lines that a person gets to read.
import type { Changes } from "./project-with.ts";

export interface BadFiles {
  /** What is wrong, where the rule has several examples. */
  when?: string;
  changes: Changes;
  stack: string;
  lines: string[];
}

const SECRET = { secure: "v1:abc:def" };

export const BAD_FILES: Record<string, BadFiles[]> = {
  "file-is-readable": [
    {
      changes: { "Pulumi.dev.yaml": "config:\n  gameplane:tags: &a { extra: *a }\n" },
      stack: "dev",
      lines: ["Pulumi.dev.yaml: cannot be read (Maximum call stack size exceeded); mend or remove it"],
    },
  ],
  "file-is-yaml": [
    {
      when: "a brace is not closed",
      changes: { "Pulumi.dev.yaml": "config:\n  gameplane:region: eu-west-1\n  gameplane:tags: {owner: a\n" },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: is not valid YAML at line 4, column 1 (Flow map in block collection must be sufficiently indented and end with a }); mend it",
      ],
    },
    {
      when: "a key stands there twice",
      changes: {
        "Pulumi.dev.yaml": "config:\n  gameplane:region: eu-west-1\n  gameplane:region: eu-west-2\n",
      },
      stack: "dev",
      lines: ["Pulumi.dev.yaml: is not valid YAML at line 3, column 3 (Map keys must be unique); mend it"],
    },
    {
      when: "an alias has no anchor",
      changes: { "Pulumi.dev.yaml": "config:\n  gameplane:region: *home\n" },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: is not valid YAML (Unresolved alias (the anchor must be set before the alias): home); mend it",
      ],
    },
    {
      when: "the environment's file is broken",
      changes: { "Pulumi.prod.yaml": "config: gameplane: homeRegion\n" },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod.yaml: is not valid YAML at line 1, column 9 (Nested mappings are not allowed in compact mappings); mend it",
      ],
    },
    {
      when: "the home region's file is broken",
      changes: { "Pulumi.prod-us-east-1.yaml": "config: [\n" },
      stack: "prod",
      lines: [
        "Pulumi.prod-us-east-1.yaml: is not valid YAML at line 2, column 1 (Flow sequence in block collection must be sufficiently indented and end with a ]); mend it",
      ],
    },
  ],
  "config-is-a-map": [
    {
      changes: { "Pulumi.dev.yaml": "config:\n  - gameplane:region: eu-west-1\n" },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: has a `config` that is not a map; write `config:` and below it `gameplane:KEY: VALUE`",
      ],
    },
  ],
  "no-foreign-namespace": [
    {
      changes: { "Pulumi.dev.yaml": { "aws:region": "us-east-1" } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: aws:region has no effect, because every provider is explicit; remove it and use gameplane's own settings (docs/settings.md)",
      ],
    },
  ],
  "project-value": [
    {
      changes: { "Pulumi.yaml": { tags: { owner: "games" } } },
      stack: "dev",
      lines: [
        "Pulumi.yaml: tags has no `value`; in Pulumi.yaml write `gameplane:tags:`, below it `value:`, and the settings below that",
      ],
    },
  ],
  "no-top-level-null": [
    {
      when: "in a stack's file",
      changes: { "Pulumi.dev.yaml": { eks: null } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: eks null at the first level reaches a program as an empty string; remove the key instead",
      ],
    },
    {
      when: "in an environment's file",
      changes: { "Pulumi.prod.yaml": { network: null } },
      stack: "prod-us-west-2",
      lines: [
        "Pulumi.prod.yaml: network null at the first level reaches a program as an empty string; remove the key instead",
      ],
    },
    {
      when: "in Pulumi.yaml",
      changes: { "Pulumi.yaml": { tags: null } },
      stack: "local",
      lines: [
        "Pulumi.yaml: tags null at the first level reaches a program as an empty string; remove the key instead",
      ],
    },
  ],
  "one-kind": [
    {
      changes: { "Pulumi.dev.yaml": { regions: {} } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: sets both gameplane:region (a region stack) and gameplane:regions (an environment stack); remove one of them",
      ],
    },
  ],
  "some-kind": [
    {
      changes: { "Pulumi.dev.yaml": { region: undefined } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: sets neither gameplane:region (a region stack) nor gameplane:regions (an environment stack); set one of them",
      ],
    },
  ],
  "known-stack": [
    {
      changes: { "Pulumi.prod-us-west-2.yaml": undefined },
      stack: "prod-us-west-2",
      lines: [
        "Pulumi.prod-us-west-2.yaml: is missing; create it, or choose from the stacks dev, local, prod, prod-ap-northeast-1, prod-ap-southeast-2, prod-eu-west-1, prod-us-east-1",
      ],
    },
  ],
  "known-key": [
    {
      when: "below a group",
      changes: { "Pulumi.dev.yaml": { network: { zone: 3 } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: network.zone is not a setting; did you mean zones? Otherwise remove it (docs/settings.md)",
      ],
    },
    {
      when: "at the first level of what regions inherit",
      changes: { "Pulumi.prod.yaml": { netwrok: { zones: 2 } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod.yaml: netwrok is not a setting; did you mean network? Otherwise remove it (docs/settings.md)",
      ],
    },
    {
      when: "in Pulumi.yaml",
      changes: { "Pulumi.yaml": { poools: { value: {} } } },
      stack: "prod",
      lines: [
        "Pulumi.yaml: poools is not a setting; did you mean pools? Otherwise remove it (docs/settings.md)",
      ],
    },
    {
      when: "it belongs to an environment",
      changes: { "Pulumi.dev.yaml": { registry: { repositories: [] } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: registry is a setting of an environment stack and has no effect here; remove it",
      ],
    },
    {
      when: "it belongs to a region on EKS",
      changes: { "Pulumi.local.yaml": { pools: {} } },
      stack: "local",
      lines: ["Pulumi.local.yaml: pools is a setting of a region on EKS and has no effect here; remove it"],
    },
    {
      when: "it would reach the prototype",
      changes: {
        "Pulumi.local.yaml":
          "config:\n  gameplane:region: local\n  gameplane:cluster: existing\n  gameplane:__proto__: {a: 1}\n",
      },
      stack: "local",
      lines: [
        "Pulumi.local.yaml: __proto__ is not a setting; did you mean protect? Otherwise remove it (docs/settings.md)",
      ],
    },
  ],
  "known-name": [
    {
      changes: { "Pulumi.prod.yaml": { pools: { Arena: { role: "game" } } } },
      stack: "prod-us-east-1",
      lines: [
        "Pulumi.prod.yaml: pools.Arena is not allowed here, only names of up to 20 lower-case letters, digits and dashes that begin with a letter; rename it",
      ],
    },
  ],
  "null-removes": [
    {
      changes: { "Pulumi.dev.yaml": { pools: { gup: null } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: pools.gup null removes nothing; there are system, agones, metrics, game, gpu; name one of them, or remove the line",
      ],
    },
    {
      when: "it most likely means no settings",
      changes: {
        "Pulumi.prod.yaml": { games: { duel: { regions: { "us-east-1": null, "eu-west-1": {} } } } },
      },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod.yaml: games.duel.regions.us-east-1 null names no settings; write {} for none, or remove the line",
      ],
    },
    {
      when: "what it leaves empty has no line of its own",
      changes: {
        "Pulumi.dev.yaml": {
          games: { duel: { storage: { persistent: { sizeGiB: 1, worlds: { avalon: null } } } } },
        },
      },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: games.duel.storage.persistent.worlds.avalon null names no settings; write {} for none, or remove the line",
      ],
    },
    {
      when: "there is nothing that it could name",
      changes: { "Pulumi.dev.yaml": { games: { duel: { secrets: { TOKEN: null } } } } },
      stack: "dev",
      lines: ["Pulumi.dev.yaml: games.duel.secrets.TOKEN null removes nothing; remove the line"],
    },
    {
      when: "the setting may be empty text",
      changes: { "Pulumi.dev.yaml": { games: { duel: { env: { DEBUG: null } } } } },
      stack: "dev",
      lines: [
        'Pulumi.dev.yaml: games.duel.env.DEBUG null removes nothing; remove the line, or write "" for an empty text',
      ],
    },
    {
      when: "it could name another, or be empty text",
      changes: { "Pulumi.dev.yaml": { games: { duel: { env: { DEBUG: null, LOG: "1" } } } } },
      stack: "dev",
      lines: [
        'Pulumi.dev.yaml: games.duel.env.DEBUG null removes nothing; there are LOG; name one of them, remove the line, or write "" for an empty text',
      ],
    },
  ],
  "not-missing": [
    {
      when: "at the first level",
      changes: { "Pulumi.dev.yaml": { account: undefined } },
      stack: "dev",
      lines: [
        'Pulumi.dev.yaml: account is missing; set it to an AWS account id of 12 digits, quoted: "111122223333"',
      ],
    },
    {
      when: "a pool is new",
      changes: { "Pulumi.dev.yaml": { pools: { arena: { role: "game" } } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: pools.arena.instanceTypes is missing; set it to a list of instance types such as [c7i.4xlarge, c6i.4xlarge]",
        "Pulumi.dev.yaml: pools.arena.min is missing; set it to a whole number of nodes from 0 to 450",
        "Pulumi.dev.yaml: pools.arena.max is missing; set it to a whole number of nodes from 1 to 450",
      ],
    },
    {
      when: "a region of an environment is asked",
      changes: { "Pulumi.prod.yaml": { account: undefined, dns: undefined } },
      stack: "prod-eu-west-1",
      lines: [
        'Pulumi.prod.yaml: account is missing; set it to an AWS account id of 12 digits, quoted: "111122223333"',
        "Pulumi.prod.yaml: dns.zone is missing; set it to a domain such as play.example.com",
      ],
    },
    {
      when: "a listed region has no range",
      changes: { "Pulumi.prod.yaml": { regions: { "eu-west-1": { cidr: undefined } } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod.yaml: regions.eu-west-1.cidr is missing; set it to an IPv4 CIDR such as 10.16.0.0/16",
      ],
    },
    {
      when: "a region's file has a slip in a game's name",
      changes: { "Pulumi.prod-eu-west-1.yaml": { games: { duell: { drain: true } } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod-eu-west-1.yaml: games.duell lacks type, image, cpu.request, memory.request and players; did you mean duel? Otherwise set them",
      ],
    },
    {
      when: "a pool has a slip in its name",
      changes: { "Pulumi.dev.yaml": { pools: { games: { role: "game", max: 8 } } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: pools.games lacks instanceTypes and min; did you mean game? Otherwise set them",
      ],
    },
  ],
  "quoted-text": [
    {
      when: "a version",
      changes: { "Pulumi.dev.yaml": { eks: { version: 1.36 } } },
      stack: "dev",
      lines: ["Pulumi.dev.yaml: eks.version 1.36 is a number to YAML; write it in quotes"],
    },
    {
      when: "a label",
      changes: { "Pulumi.dev.yaml": { pools: { game: { labels: { ranked: true } } } } },
      stack: "dev",
      lines: ["Pulumi.dev.yaml: pools.game.labels.ranked true is a boolean to YAML; write it in quotes"],
    },
    {
      when: "an entry of a list",
      changes: { "Pulumi.prod.yaml": { certificates: { authorities: ["2", 1] } } },
      stack: "prod",
      lines: [
        "Pulumi.prod.yaml: certificates.authorities holds 1, which is a number to YAML; write it in quotes",
      ],
    },
  ],
  "secret-is-encrypted": [
    {
      when: "one secret",
      changes: { "Pulumi.prod-eu-west-1.yaml": { secrets: { sentry: "hunter2" } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod-eu-west-1.yaml: secrets.sentry is in plain text; replace the secret, which anyone could read here, with `pulumi config set --secret --path gameplane:secrets.sentry`",
      ],
    },
    {
      when: "all of them at once",
      changes: { "Pulumi.dev.yaml": { secrets: SECRET } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: secrets is encrypted as a whole; encrypt each secret of it with `pulumi config set --secret --path gameplane:secrets.NAME`",
      ],
    },
  ],
  "plain-is-plain": [
    {
      when: "a setting",
      changes: { "Pulumi.dev.yaml": { eks: { version: SECRET } } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: eks.version is encrypted and decides what exists; write it in plain text, as one of 1.34, 1.35, 1.36",
      ],
    },
    {
      when: "a group",
      changes: { "Pulumi.dev.yaml": { gamePorts: SECRET } },
      stack: "dev",
      lines: [
        "Pulumi.dev.yaml: gamePorts is encrypted and decides what exists; write it in plain text, as a map of settings",
      ],
    },
  ],
  "no-secret-in-project": [
    {
      changes: { "Pulumi.yaml": { tags: { value: { owner: SECRET } } } },
      stack: "dev",
      lines: [
        "Pulumi.yaml: tags.owner is encrypted, and Pulumi.yaml has no stack whose key could decrypt it; write it in plain text, or set it on a stack, below gameplane:secrets",
      ],
    },
  ],
  "no-inherited-secret": [
    {
      changes: { "Pulumi.prod.yaml": { eks: { version: SECRET } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod.yaml: eks.version is encrypted for this stack alone, and its regions cannot decrypt it; write it in plain text, or set it below gameplane:secrets, which reaches the regions as a secret output",
      ],
    },
  ],
  "environment-exists": [
    {
      when: "there is no such file",
      changes: { "Pulumi.prod-eu-west-1.yaml": { environment: "production" } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod-eu-west-1.yaml: environment production is not an environment stack, for there is no Pulumi.production.yaml; create that, or name another",
      ],
    },
    {
      when: "it is a region",
      changes: { "Pulumi.prod-eu-west-1.yaml": { environment: "dev" } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod-eu-west-1.yaml: environment dev is not an environment stack, for Pulumi.dev.yaml has no gameplane:regions; name another, or remove the key",
      ],
    },
  ],
  "region-is-listed": [
    {
      changes: { "Pulumi.prod-eu-north-1.yaml": { environment: "prod", region: "eu-north-1" } },
      stack: "prod",
      lines: [
        "Pulumi.prod-eu-north-1.yaml: region eu-north-1 is not listed in Pulumi.prod.yaml; add it to gameplane:regions there with its cidr, or remove this file",
      ],
    },
    {
      changes: { "Pulumi.prod-eu-north-1.yaml": { environment: "prod", region: "eu-north-1" } },
      stack: "prod-eu-north-1",
      lines: [
        "Pulumi.prod-eu-north-1.yaml: region eu-north-1 is not listed in Pulumi.prod.yaml; add it to gameplane:regions there with its cidr, or remove this file",
      ],
    },
  ],
  "region-cidr-is-listed": [
    {
      when: "the region has its own",
      changes: { "Pulumi.prod-eu-west-1.yaml": { network: { cidr: "10.30.0.0/16" } } },
      stack: "prod-eu-west-1",
      lines: [
        "Pulumi.prod-eu-west-1.yaml: network.cidr 10.30.0.0/16 belongs in Pulumi.prod.yaml at regions.eu-west-1.cidr, where all regions' ranges stand together; move it there",
      ],
    },
    {
      when: "the environment has one for all",
      changes: { "Pulumi.prod.yaml": { network: { cidr: "10.30.0.0/16" } } },
      stack: "prod",
      lines: [
        "Pulumi.prod.yaml: network.cidr 10.30.0.0/16 would be every region's; give each its own below gameplane:regions",
      ],
    },
  ],
  "listed-region-has-a-file": [
    {
      when: "the file is missing",
      changes: { "Pulumi.prod-eu-west-1.yaml": undefined },
      stack: "prod",
      lines: [
        "Pulumi.prod.yaml: regions.eu-west-1 has no stack file; create Pulumi.prod-eu-west-1.yaml with gameplane:environment: prod and gameplane:region: eu-west-1, or remove it here",
      ],
    },
    {
      when: "the file is of another environment",
      changes: { "Pulumi.prod-eu-west-1.yaml": { environment: "staging" } },
      stack: "prod-us-west-2",
      lines: [
        "Pulumi.prod.yaml: regions.eu-west-1 has no stack file, for Pulumi.prod-eu-west-1.yaml is of something else; set gameplane:environment: prod and gameplane:region: eu-west-1 there, or remove it here",
      ],
    },
  ],
  "region-has-one-file": [
    {
      changes: { "Pulumi.prod-ireland.yaml": { environment: "prod", region: "eu-west-1" } },
      stack: "prod",
      lines: [
        "Pulumi.prod.yaml: regions.eu-west-1 has 2 stack files (Pulumi.prod-eu-west-1.yaml, Pulumi.prod-ireland.yaml); keep one",
      ],
    },
  ],
  "kind-in-a-stack-file": [
    {
      changes: { "Pulumi.yaml": { environment: "prod" } },
      stack: "dev",
      lines: [
        "Pulumi.yaml: environment says which stack a file is of, and has no effect here; set it in a region's own file, or remove it",
      ],
    },
    {
      changes: { "Pulumi.prod.yaml": { environment: "prod" } },
      stack: "prod",
      lines: [
        "Pulumi.prod.yaml: environment says which stack a file is of, and has no effect here; set it in a region's own file, or remove it",
      ],
    },
  ],
  "one-registry-per-account": [
    {
      changes: {
        "Pulumi.staging.yaml": {
          regions: { "us-east-1": { cidr: "10.40.0.0/16" } },
          homeRegion: "us-east-1",
          account: "111122223333",
          dns: { zone: "staging.example.com" },
        },
        "Pulumi.staging-us-east-1.yaml": { environment: "staging", region: "us-east-1" },
      },
      stack: "staging",
      lines: [
        "Pulumi.staging.yaml: account 111122223333 is the account of Pulumi.prod.yaml too, and ECR's settings are an account's; choose another account for one of them",
      ],
    },
  ],
  "existing-cluster-stands-alone": [
    {
      changes: { "Pulumi.local.yaml": { environment: "prod" } },
      stack: "local",
      lines: [
        "Pulumi.local.yaml: environment prod does not go with cluster: existing, which makes nothing on AWS; remove it",
      ],
    },
  ],
  "regions-none": [
    {
      changes: {
        "Pulumi.prod.yaml":
          'config:\n  gameplane:regions: {}\n  gameplane:homeRegion: us-east-1\n  gameplane:account: "111122223333"\n  gameplane:dns: {zone: play.example.com}\n',
      },
      stack: "prod",
      lines: ["Pulumi.prod.yaml: regions is empty; list at least one region with its cidr"],
    },
  ],
};
