#!/usr/bin/env bash
# save-image.sh SERVICE TAG SBOM FOLDER: puts the image SERVICE:TAG that was built and scanned, and its SBOM, into a folder that
# the job which pushes them gets.
set -euo pipefail
service=$1 tag=$2 sbom=$3 folder=$4

mkdir -p "$folder"
docker save --output "$folder/image.tar" "$service:$tag"
cp "$sbom" "$folder/sbom.spdx.json"
