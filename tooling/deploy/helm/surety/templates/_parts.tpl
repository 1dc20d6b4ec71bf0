{{- define "surety.labels" -}}
app.kubernetes.io/name: surety
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "surety.selector" -}}
app.kubernetes.io/name: surety
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "surety.name" -}}
{{- .root.Release.Name | trunc 50 | trimSuffix "-" }}-{{ .component }}
{{- end }}

{{- define "surety.secret" -}}
{{- .Values.existingSecret | default (printf "%s-surety" .Release.Name) }}
{{- end }}

{{- define "surety.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{/* What every pod has: no root, no token of the cluster, nothing to write on but /tmp. */}}
{{- define "surety.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir: { sizeLimit: 256Mi }
{{- end }}

{{- define "surety.container" -}}
image: {{ include "surety.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- define "surety.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "surety.secret" .root }}
      key: {{ .key }}
      optional: {{ .optional }}
{{- end }}

{{- define "surety.settings" -}}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Half as much again as the heaps of Node.js and of its engine processes, which end themselves before that. */}}
{{- define "surety.resources" -}}
{{- $heaps := add .part.heapMb (mul .engines .part.engineMemoryMb) -}}
{{- $limit := dict "limits" (dict "memory" (printf "%dMi" (div (mul $heaps 3) 2))) -}}
{{- toYaml (mergeOverwrite $limit (deepCopy (.part.resources | default dict))) }}
{{- end }}

{{- define "surety.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "surety.selector" . | nindent 8 }}
{{- end }}
