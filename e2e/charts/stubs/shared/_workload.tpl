{{/*
A chart's main workload with its ServiceAccount, as far as scheduling and admission see it.
name: of the workload; kind: Deployment or DaemonSet; app: label app.kubernetes.io/name of the pods; serviceAccount: name;
replicas: of a Deployment; container: name, image and whatever else; pod: the rest of the pod's spec; root: the chart.
*/}}
{{- define "workload" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .serviceAccount }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "workloadLabels" . | nindent 4 }}
---
apiVersion: apps/v1
kind: {{ .kind }}
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "workloadLabels" . | nindent 4 }}
spec:
  {{- if eq .kind "Deployment" }}
  replicas: {{ .replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "workloadLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "workloadLabels" . | nindent 8 }}
    spec:
      serviceAccountName: {{ .serviceAccount }}
      {{- toYaml .pod | nindent 6 }}
      containers:
        {{- list .container | toYaml | nindent 8 }}
{{- end }}

{{- define "workloadBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "workloadLabels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "workloadLabels" . | nindent 6 }}
{{- end }}

{{- define "workloadLabels" -}}
app.kubernetes.io/name: {{ .app }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}
