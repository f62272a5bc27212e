import { z } from "zod";
import { eachImage, imageOf, isFrom } from "../images.ts";
import { podRule } from "../pods.ts";
import { show } from "../show.ts";

export const imageRegistry = podRule({
  id: "image-registry",
  level: "mandatory",
  severity: "high",
  statement: "Every image comes from a registry that the settings allow.",
  why: "nobody answers for what another registry hands out, or that it answers while a fleet scales up",
  fix: "copy it to the environment's registry (`registry.repositories`), or allow where it comes from",
  references: ["CIS EKS 5.1.4"],
  settings: {
    registries: z
      .array(z.string())
      .min(1)
      .default([
        "registry.k8s.io/*",
        "public.ecr.aws/*",
        "us-docker.pkg.dev/agones-images/*",
        "*.dkr.ecr.*.amazonaws.com/*",
      ])
      .meta({
        description:
          "where images may come from: `HOST/REPOSITORY`, * any characters; nginx is docker.io/library/nginx",
      }),
  },
  check(pod, report, { registries }) {
    eachImage(pod, (reference, at) => {
      if (!isFrom(imageOf(reference ?? ""), registries))
        report({ at, found: show(reference), wanted: `from ${show(registries)}` });
    });
  },
});
