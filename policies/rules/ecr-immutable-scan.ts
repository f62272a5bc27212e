import { each } from "../each.ts";
import { isLike } from "../like.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { isTrue, show } from "../show.ts";

const REPOSITORY = "aws:ecr/repository:Repository";
const REGISTRY_SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

interface RepositoryProps {
  name?: string;
  region?: string;
  imageTagMutability?: string;
  imageScanningConfiguration?: { scanOnPush?: boolean | string };
}

interface ScanningProps {
  region?: string;
  rules?: { scanFrequency?: string; repositoryFilters?: { filter?: string }[] }[];
}

/** Scanning is a repository's own setting, or that of the account's whole registry in a region. */
export const ecrImmutableScan = stackRule({
  id: "ecr-immutable-scan",
  level: "mandatory",
  severity: "high",
  statement: "An image stays what its tag says, and is scanned when it is pushed.",
  why: "a rollback could start another build than it did before, or one with holes that everybody knows",
  fix: 'set imageTagMutability: "IMMUTABLE" and imageScanningConfiguration: { scanOnPush: true }',
  references: ["CKV_AWS_51", "CKV_AWS_163"],
  types: [REPOSITORY],
  check(resources, report) {
    const registries = resources.filter(({ type }) => type === REGISTRY_SCANNING);
    const repositories = resources.filter(({ type }) => type === REPOSITORY);
    const clauses = [
      (repository: Subject<RepositoryProps>) => {
        const mutability = repository.props.imageTagMutability ?? "MUTABLE";
        if (mutability !== "IMMUTABLE")
          report(repository, { at: "imageTagMutability", found: show(mutability), wanted: "IMMUTABLE" });
      },
      (repository: Subject<RepositoryProps>) => {
        const scans = repository.props.imageScanningConfiguration?.scanOnPush;
        if (isTrue(scans) || registries.some((registry) => scansPushes(registry, repository))) return;
        const at = "imageScanningConfiguration.scanOnPush";
        report(repository, { at, found: show(scans ?? "unset"), wanted: "true" });
      },
    ];
    each(repositories, (repository) => each(clauses, (check) => check(repository)));
  },
});

function scansPushes(
  { props, provider }: Subject<ScanningProps>,
  repository: Subject<RepositoryProps>,
): boolean {
  if (provider?.urn !== repository.provider?.urn || props.region !== repository.props.region) return false;
  return (props.rules ?? []).some(
    ({ scanFrequency, repositoryFilters }) =>
      (scanFrequency === "SCAN_ON_PUSH" || scanFrequency === "CONTINUOUS_SCAN") &&
      (repositoryFilters ?? []).some(
        ({ filter }) => filter !== undefined && selects(filter, nameOf(repository)),
      ),
  );
}

/** As Pulumi names what has no name: its own with random digits. */
const nameOf = ({ name, props }: Subject<RepositoryProps>): string => props.name ?? `${name}-0123456`;

/** As ECR reads it: * stands for any characters, and without one a part of the name is enough. */
const selects = (filter: string, name: string): boolean =>
  filter.includes("*") ? isLike(filter, name) : name.includes(filter);
