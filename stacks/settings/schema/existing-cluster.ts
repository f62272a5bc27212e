import { isCidr } from "../cidr.ts";
import { z } from "zod";
import { LABEL_KEY, labels } from "./kubernetes.ts";
import { group, named, someOf, text } from "./setting.ts";

export const existingCluster = group(
  {
    context: text(/^\S+$/, "the name of a kubeconfig context", {
      description: "Context of the kubeconfig to deploy on.",
      defaultText: "the kubeconfig's current context",
    }).optional(),
    apiServer: group(
      {
        cidrs: someOf(
          z.string().refine(isCidr),
          "a list of IPv4 CIDRs such as [203.0.113.0/24]",
          "Where pods reach the API server, its Service included; it calls webhooks from there too. Every private address, as kind and minikube have it.",
        ).default(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]),
        ports: someOf(
          z.number().int().min(1).max(65535),
          "a list of ports such as [443]",
          "Ports of the API server and of its Service; kind has 6443, minikube 8443.",
        ).default([443, 6443, 8443]),
      },
      "Where NetworkPolicies let pods reach the API server.",
    ).prefault({}),
    gameNodes: group(
      {
        labels: labels(
          "Value of the label.",
          "Labels of the nodes that game servers need; none for any node.",
        ),
        taints: named(
          LABEL_KEY,
          "taint keys such as game-server",
          text(
            /^[\w.-]*:(NoSchedule|NoExecute)$/,
            "a value and an effect such as true:NoSchedule",
            "Value and effect of a taint.",
          ),
          "Taints that game servers tolerate.",
        ).default({}),
      },
      "The nodes for game servers.",
    ).prefault({}),
    storageClass: text(
      /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
      "the name of a StorageClass",
      "StorageClass of games' volumes; kind and minikube have standard.",
    ).default("standard"),
  },
  "The cluster that is already there; gameplane makes no AWS resource for it.",
).prefault({});
