import type * as pulumi from "@pulumi/pulumi";

/**
 * The last word on a child resource: values to set, or a function that changes its args and options in place.
 * Applied after a component's own defaults, so that nobody has to fork a component to change one field.
 */
export type Transform<Args> =
  Partial<Args> | ((args: Args, opts: pulumi.CustomResourceOptions, name: string) => void);

/** Constructor arguments of a child, after its transform: `new aws.ec2.Vpc(...transformed(...))`. */
export function transformed<Args extends object, Opts extends pulumi.ResourceOptions>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: Opts,
): [string, Args, Opts] {
  if (typeof transform === "function") transform(args, opts, name);
  return [name, typeof transform === "object" ? { ...args, ...transform } : args, opts];
}
