import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { Checked, Diff } from "./provider.ts";
import { toStruct } from "./wire.ts";

export function checkResponse({ inputs, failures = [] }: Checked): pb.CheckResponse {
  const response = new providerPb.CheckResponse();
  response.setInputs(toStruct(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new providerPb.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

export function diffResponse({ changed, replaces, deleteBeforeReplace = false }: Diff): pb.DiffResponse {
  const { DiffChanges } = providerPb.DiffResponse;
  const response = new providerPb.DiffResponse();
  response.setChanges(changed.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  response.setDiffsList([...new Set(changed.map(topLevel))]);
  response.setReplacesList([...new Set(replaces.map(topLevel))]);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(changed.length > 0);
  for (const path of changed) {
    const detail = new providerPb.PropertyDiff();
    const { Kind } = providerPb.PropertyDiff;
    detail.setKind(replaces.includes(path) ? Kind.UPDATE_REPLACE : Kind.UPDATE);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

const topLevel = (path: string): string => /^[^.[]+/.exec(path)?.[0] ?? path;
