{{- define "labels" -}}
app: {{ .Chart.Name }}
chart: {{ .Chart.Name }}-{{ .Chart.Version }}
release: {{ .Release.Name }}
heritage: {{ .Release.Service }}
{{- end }}

{{/* The one label by which Services and policies choose a part's pods: the allocator's has a key of its own. */}}
{{- define "role" -}}
{{ if eq . "allocator" }}multicluster.agones.dev/role{{ else }}agones.dev/role{{ end }}: {{ . }}
{{- end }}

{{/* Labels of a part's pods, all of which its Deployment selects. */}}
{{- define "podLabels" -}}
{{ include "role" .part }}
app: {{ .root.Chart.Name }}
release: {{ .root.Release.Name }}
heritage: {{ .root.Release.Service }}
{{- end }}

{{/* Parts that are installed, as a list in JSON. */}}
{{- define "parts" -}}
{{- $parts := list "controller" "extensions" "allocator" }}
{{- if .Values.agones.ping.install }}{{ $parts = append $parts "ping" }}{{ end }}
{{- $parts | toJson }}
{{- end }}
