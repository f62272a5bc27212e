// Nothing is compiled: these modules are here for the custom resource definitions among their files, see build.json.
// So `go mod tidy` would empty it; after a change: go mod download github.com/... of the changed module.
module gameplane/e2e/custom-resources

go 1.26

require (
	// The version of chart prometheus-operator-crds that settings pin (its appVersion).
	github.com/prometheus-operator/prometheus-operator v0.93.1
	// The version of charts karpenter and karpenter-crd that settings pin.
	github.com/aws/karpenter-provider-aws v1.14.1
	github.com/kedacore/keda/v2 v2.21.0
)
