import { z } from "zod";

/** What every object has, and whatever else it has besides. */
const kubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    deletionTimestamp: z.string().optional(),
  }),
});
export type KubernetesObject = z.infer<typeof kubernetesObject>;

const list = z.object({ items: z.array(kubernetesObject) });

/** Reads what `kubectl get KIND -o json` prints. */
export function parseList(json: string): KubernetesObject[] {
  return list.parse(JSON.parse(json)).items;
}
