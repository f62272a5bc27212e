// An EKS cluster is one of AWS's provider, or a component of the eks package: its inputs say the same by other names.
import type { z } from "zod";
import type { AnyResourceRule } from "./rule.ts";
import { ruleForTypes } from "./rule.ts";

const AWS = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";

export const CLUSTERS = [AWS, COMPONENT];

export interface ClusterProps {
  version?: string;
  enabledClusterLogTypes?: string[];
  deletionProtection?: boolean;
  /** aws.eks.Cluster */
  vpcConfig?: {
    endpointPrivateAccess?: boolean;
    endpointPublicAccess?: boolean;
    publicAccessCidrs?: string[];
  };
  encryptionConfig?: { resources?: string[]; provider?: { keyArn?: string } };
  accessConfig?: { authenticationMode?: string };
  /** eks.Cluster */
  endpointPrivateAccess?: boolean;
  endpointPublicAccess?: boolean;
  publicAccessCidrs?: string[];
  encryptionConfigKeyArn?: string;
  authenticationMode?: string;
}

/**
 * Under the engine, and in its states, the component comes without inputs, and its AWS cluster is judged by itself. A
 * preview has no AWS cluster, but the component's inputs.
 */
export const isSeenElsewhere = (type: string, props: object): boolean =>
  type === COMPONENT && Object.keys(props).length === 0;

type ClusterRule<S extends z.ZodRawShape> = Parameters<typeof ruleForTypes<ClusterProps, S>>[1];

/** A rule about each cluster, whichever of the two it is. */
export function clusterRule<S extends z.ZodRawShape = z.ZodRawShape>(rule: ClusterRule<S>): AnyResourceRule {
  return ruleForTypes<ClusterProps, S>(CLUSTERS, rule);
}

interface VpcConfig {
  /** Path of the three, with its dot. */
  at: string;
  privateAccess: boolean | undefined;
  publicAccess: boolean | undefined;
  publicCidrs: string[] | undefined;
}

export function vpcConfigOf(type: string, props: ClusterProps): VpcConfig {
  const config = type === AWS ? (props.vpcConfig ?? {}) : props;
  const privateAccess = config.endpointPrivateAccess;
  const publicAccess = config.endpointPublicAccess;
  return {
    ...{ at: type === AWS ? "vpcConfig." : "", privateAccess, publicAccess },
    publicCidrs: publicAccess === false ? undefined : config.publicAccessCidrs,
  };
}

export const isComponent = (type: string): boolean => type === COMPONENT;
