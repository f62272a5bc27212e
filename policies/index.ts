import { PolicyPack } from "@pulumi/policy";
import { NAME } from "./identity.ts";
import { policiesOf } from "./pack.ts";
import { RULES } from "./rules.ts";

new PolicyPack(NAME, { policies: policiesOf(RULES) });
