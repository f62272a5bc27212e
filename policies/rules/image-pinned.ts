import { z } from "zod";
import { eachImage, imageOf, isFrom } from "../images.ts";
import { podRule } from "../pods.ts";
import { show } from "../show.ts";

export const imagePinned = podRule({
  id: "image-pinned",
  level: "mandatory",
  severity: "high",
  statement: "Every image has a tag other than latest, or a digest.",
  why: "servers of one fleet would otherwise run different builds, and no rollback would bring one back",
  fix: "name a version, or a digest; a game's is `games.*.image`",
  references: ["CKV_K8S_14", "CKV_K8S_43"],
  settings: {
    digest: z.boolean().default(false).meta({ description: "whether every image has to have a digest" }),
    immutable: z.array(z.string()).default([]).meta({
      description:
        "images that need no digest, their tags being immutable: `HOST/REPOSITORY`, * any characters",
    }),
  },
  check(pod, report, { digest, immutable }) {
    eachImage(pod, (reference, at) => {
      const image = imageOf(reference ?? "");
      if (image.digest !== undefined) return;
      const tagged = image.tag !== undefined && image.tag !== "latest";
      const needsDigest = digest && !isFrom(image, immutable);
      if (!tagged || needsDigest)
        report({
          at,
          found: show(reference),
          wanted: `an image with a ${needsDigest ? "digest" : "version's tag or a digest"}`,
          ...(needsDigest && {
            fix: "name its digest, or its registry in this rule's setting `immutable`, where no tag there can move",
          }),
        });
    });
  },
});
