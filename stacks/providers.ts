import * as aws from "@pulumi/aws";

interface AwsArgs {
  region: string;
  account: string;
  stack: string;
  environment: string;
  tags: { owner: string; costCentre: string; extra: Record<string, string> };
}

/** Tags of every AWS resource of a stack. */
export const defaultTags = ({ region, stack, environment, tags }: AwsArgs): Record<string, string> => ({
  ...tags.extra,
  environment,
  region,
  stack,
  owner: tags.owner,
  "cost-centre": tags.costCentre,
});

/** The AWS provider of one region: it acts in one account and tags what it makes. */
export function awsProvider(name: string, args: AwsArgs): aws.Provider {
  return new aws.Provider(name, {
    region: args.region,
    allowedAccountIds: [args.account],
    defaultTags: { tags: defaultTags(args) },
  });
}
