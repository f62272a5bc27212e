// What AWS lets the account have in a region. Codes are those of Service Quotas (`aws service-quotas get-service-quota`).
import { group, wholeNumber } from "./setting.ts";

const vcpus = (name: string, code: string) =>
  wholeNumber(0, 1_000_000, {
    description: `Quota ${code}, "${name}".`,
    unit: "vCPUs",
    defaultText: "not checked",
  }).optional();

const number = (name: string, code: string) =>
  wholeNumber(0, 1_000_000, {
    description: `Quota ${code}, "${name}".`,
    defaultText: "not checked",
  }).optional();

const STANDARD = "Standard (A, C, D, H, I, M, R, T, Z)";

export const serviceQuotas = group(
  {
    onDemandStandardVcpus: vcpus(`Running On-Demand ${STANDARD} instances`, "L-1216C47A"),
    onDemandGVcpus: vcpus("Running On-Demand G and VT instances", "L-DB2E81BA"),
    onDemandPVcpus: vcpus("Running On-Demand P instances", "L-417A185B"),
    spotStandardVcpus: vcpus(`All ${STANDARD} Spot Instance Requests`, "L-34B43A08"),
    spotGVcpus: vcpus("All G and VT Spot Instance Requests", "L-3819A6DF"),
    spotPVcpus: vcpus("All P Spot Instance Requests", "L-7212CCBC"),
    networkInterfaces: number("Network interfaces per Region", "L-DF5E4CA3"),
    elasticIps: number("EC2-VPC Elastic IPs", "L-0263D0A3"),
  },
  "Service quotas that AWS has granted the account in this region, for the preview to say whether the games fit; changes nothing on AWS.",
).prefault({});
