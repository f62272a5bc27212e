import { expect, test } from "@jest/globals";
import { kubeconfig } from "./kubeconfig.ts";

const ARGS = {
  name: "prod-eu-west-1",
  endpoint: "https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: "LS0tLS1CRUdJTg==",
  region: "eu-west-1",
};

test("the text is the same to the letter, for another text looks like another cluster", () => {
  const text =
    '{"apiVersion":"v1","kind":"Config",' +
    '"clusters":[{"name":"prod-eu-west-1","cluster":{' +
    '"server":"https://0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",' +
    '"certificate-authority-data":"LS0tLS1CRUdJTg=="}}],' +
    '"users":[{"name":"prod-eu-west-1","user":{"exec":{' +
    '"apiVersion":"client.authentication.k8s.io/v1beta1","command":"aws",' +
    '"args":["eks","get-token","--cluster-name","prod-eu-west-1","--region","eu-west-1","--output","json"]}}}],' +
    '"contexts":[{"name":"prod-eu-west-1","context":{"cluster":"prod-eu-west-1","user":"prod-eu-west-1"}}],' +
    '"current-context":"prod-eu-west-1"}';
  expect(kubeconfig(ARGS)).toBe(text);
});

test("the order in which the arguments are written does not matter", () => {
  const { name, endpoint, certificateAuthority, region } = ARGS;
  expect(kubeconfig({ region, certificateAuthority, endpoint, name })).toBe(kubeconfig(ARGS));
});
