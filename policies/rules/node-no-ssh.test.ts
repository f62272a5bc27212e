import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { nodeNoSsh } from "./node-no-ssh.ts";

const finds = "remoteAccess.sourceSecurityGroupIds: none beside an ec2SshKey";

testRule(nodeNoSsh, {
  compliant: () => ({ remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-1"] } }),
  passes: {
    "no remote access": { set: { remoteAccess: undefined } },
    "remote access that names nothing": { set: { remoteAccess: {} } },
    "groups without a key": { set: { "remoteAccess.ec2SshKey": undefined } },
    "an empty key": { set: { remoteAccess: { ec2SshKey: "" } } },
    "a key and groups that are made just now": {
      set: { remoteAccess: { ec2SshKey: UNKNOWN, sourceSecurityGroupIds: [UNKNOWN] } },
    },
    "a launch template": { set: { remoteAccess: undefined, launchTemplate: { id: UNKNOWN, version: "1" } } },
  },
  fails: {
    "a key without groups": { set: { "remoteAccess.sourceSecurityGroupIds": undefined }, finds },
    "a key with an empty list": { set: { "remoteAccess.sourceSecurityGroupIds": [] }, finds },
  },
  unknown: ["remoteAccess", "remoteAccess.sourceSecurityGroupIds"],
});

testRule(nodeNoSsh, {
  compliant: () => ({ remoteAccess: { sourceSecurityGroupIds: [] } }),
  fails: { "a key": { set: { "remoteAccess.ec2SshKey": "ops" }, finds } },
  unknown: ["remoteAccess.ec2SshKey"],
});
