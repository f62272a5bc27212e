import { eachContainer, podRule } from "../pods.ts";
import { show } from "../show.ts";

export const roRootfs = podRule({
  id: "ro-rootfs",
  level: "advisory",
  severity: "medium",
  statement: "No container can write to its image's own files.",
  why: "whoever gets into a game server could replace its program and cheat until the match ends",
  fix: "set it and mount volumes for what is written (`games.*.security.readOnlyRootFilesystem`)",
  references: ["CKV_K8S_22"],
  check(pod, report) {
    eachContainer(pod, ({ securityContext }, at) => {
      const readOnly = securityContext?.readOnlyRootFilesystem;
      if (readOnly !== true)
        report({
          at: `${at}.securityContext.readOnlyRootFilesystem`,
          found: show(readOnly ?? "unset"),
          wanted: "true",
        });
    });
  },
});
