#!/usr/bin/env bash
# Proposes what pin-images.ts has changed as one pull request, which later images are added to. Needs git, gh and GH_TOKEN.
set -euo pipefail
branch=images/pin

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
gh auth setup-git
git switch --quiet --force-create "$branch"
git commit --quiet --message "Pin the images of ${GITHUB_SHA:0:12}" -- 'Pulumi.*.yaml'
git push --quiet --force origin "$branch"
open=$(gh pr list --head "$branch" --state open --json number --jq length)
if [ "$open" = 0 ]; then
  gh pr create --head "$branch" --title "Pin images by digest" \
    --body "Built, scanned, signed and pushed by $GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
else
  echo "the open pull request of $branch has the new pins"
fi
