#!/usr/bin/env bash
# push-image.sh SERVICE TAG REGISTRY PREFIX SBOM OUT: pushes the image SERVICE:TAG that was built and scanned, signs it and
# its SBOM without a key (cosign, the workflow's own identity), and writes its digest into OUT.
set -euo pipefail
service=$1 tag=$2 registry=$3 prefix=$4 sbom=$5 out=$6
repository=$registry/$prefix/$service

docker tag "$service:$tag" "$repository:$tag"
docker push "$repository:$tag"
# Of what the registry has: a tag could be another's by now, a digest cannot.
digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$repository:$tag" |
  sed -n "s|^$repository@\(sha256:[0-9a-f]\{64\}\)$|\1|p" | head -n 1)
[ -n "$digest" ] || { echo "docker knows no digest of $repository:$tag, so nothing can be signed" >&2; exit 1; }
cosign sign --yes "$repository@$digest"
cosign attest --yes --type spdxjson --predicate "$sbom" "$repository@$digest"
mkdir -p "$(dirname "$out")"
printf '{"service":"%s","tag":"%s","digest":"%s"}\n' "$service" "$tag" "$digest" > "$out"
cat "$out"
