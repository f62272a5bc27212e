/** Namespace of what keeps nodes running. */
export const NAMESPACE = "kube-system";
