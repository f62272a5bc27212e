import { z } from "zod";
import { isCidr } from "../cidr.ts";
import { AWS_REGION } from "./common.ts";
import { flag, group, listOf, named, someOf, text, wholeNumber } from "./setting.ts";

const REPOSITORY = z.string().regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/);

export const regions = named(
  AWS_REGION,
  "AWS regions such as eu-west-1",
  group(
    {
      cidr: z.string().refine(isCidr).meta({
        description: "Address range of the region's VPC, /16 to /18, disjoint from every other region's.",
        allowed: "an IPv4 CIDR such as 10.16.0.0/16",
      }),
    },
    "A region of the environment.",
  ),
  "The regions of this environment; each has a stack file of its own.",
);

export const homeRegion = text(
  AWS_REGION,
  "an AWS region such as eu-west-1",
  "The region of what exists once: registry, allocator addresses, matchmaking.",
);

export const registry = group(
  {
    repositories: listOf(
      REPOSITORY,
      "a list of repository names such as [battle-royale, matchmaker]",
      "Image repositories, scanned, with immutable tags, replicated from the home region to every other region.",
    ).default([]),
    untaggedDays: wholeNumber(1, 365, {
      description: "After how long an image without a tag is deleted.",
      unit: "days",
    }).default(14),
  },
  "The image registry (ECR) of the environment.",
).prefault({});

export const dns = group(
  {
    zone: text(
      /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
      "a domain such as play.example.com",
      "Public Route 53 zone in which regions make their records.",
    ),
    delegated: flag(
      "The parent domain's name server records point at the zone; until then nothing waits for DNS validation.",
    ).default(false),
  },
  "DNS of the environment.",
);

export const certificates = group(
  {
    authorities: someOf(
      z.string().regex(/^[a-z0-9]{1,8}$/),
      'a list of quoted ids such as ["1", "2"]',
      "Certificate authorities that are trusted; the first signs (docs/operations.md, Replace the authority).",
    ).default(["1"]),
    authorityValidityDays: wholeNumber(365, 7300, {
      description: "Validity of the allocator's certificate authority.",
      unit: "days",
    }).default(3650),
    validityDays: wholeNumber(30, 397, {
      description: "Validity of each region's allocator certificates.",
      unit: "days",
    }).default(180),
    renewBeforeDays: wholeNumber(35, 365, {
      description: "How long before its end an `up` renews a certificate.",
      unit: "days",
    }).default(75),
  },
  "Certificates of the game server allocators (mTLS).",
).prefault({});
