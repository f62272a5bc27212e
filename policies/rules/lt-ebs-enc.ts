import * as aws from "@pulumi/aws";
import { each } from "../each.ts";
import { ruleFor } from "../rule.ts";
import { isTrue, show } from "../show.ts";

export const ltEbsEnc = ruleFor(aws.ec2.LaunchTemplate, {
  id: "lt-ebs-enc",
  level: "mandatory",
  severity: "high",
  statement: "Volumes of nodes are encrypted.",
  why: "they hold images, logs and what pods write, and a copy of one would be read by whoever gets it",
  fix: 'set ebs.encrypted to "true" on each volume, the image\'s root volume among them, as NodePool does',
  references: ["cdk-nag EC26"],
  check({ props }, report) {
    let volumes = 0;
    each(props.blockDeviceMappings, ({ ebs }, index) => {
      if (ebs === undefined) return;
      volumes++;
      if (isTrue(ebs.encrypted)) return;
      const at = `blockDeviceMappings[${index}].ebs.encrypted`;
      report({ at, found: show(ebs.encrypted ?? "unset"), wanted: "true" });
    });
    // Without any, the volumes are the image's, and EKS's images are not encrypted.
    if (volumes === 0)
      report({
        at: "blockDeviceMappings",
        found: "none with ebs",
        wanted: "one for each volume, with ebs.encrypted true",
      });
  },
});
