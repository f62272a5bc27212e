package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Helm's own waits for at most this, seconds, where a program says nothing.
const defaultReleaseTimeout = 300

// releaseInputs are the arguments of a Release that this provider heeds.
type releaseInputs struct {
	Name                     string `json:"name"`
	Namespace                string `json:"namespace"`
	Chart                    string `json:"chart"`
	Version                  string `json:"version"`
	RepositoryOpts           source `json:"repositoryOpts"`
	Values                   object `json:"values"`
	Atomic                   bool   `json:"atomic"`
	CleanupOnFail            bool   `json:"cleanupOnFail"`
	CreateNamespace          bool   `json:"createNamespace"`
	Description              string `json:"description"`
	Devel                    bool   `json:"devel"`
	DisableCRDHooks          bool   `json:"disableCRDHooks"`
	DisableOpenapiValidation bool   `json:"disableOpenapiValidation"`
	DisableWebhooks          bool   `json:"disableWebhooks"`
	ForceUpdate              bool   `json:"forceUpdate"`
	MaxHistory               int    `json:"maxHistory"`
	RecreatePods             bool   `json:"recreatePods"`
	RenderSubchartNotes      bool   `json:"renderSubchartNotes"`
	Replace                  bool   `json:"replace"`
	ResetValues              bool   `json:"resetValues"`
	ReuseValues              bool   `json:"reuseValues"`
	SkipAwait                bool   `json:"skipAwait"`
	SkipCrds                 bool   `json:"skipCrds"`
	Timeout                  int    `json:"timeout"`
	WaitForJobs              bool   `json:"waitForJobs"`
}

// source is where a chart comes from.
type source struct {
	Repo     string `json:"repo"`
	CAFile   string `json:"caFile"`
	CertFile string `json:"certFile"`
	KeyFile  string `json:"keyFile"`
	Username string `json:"username"`
	Password string `json:"password"`
}

// Arguments that would be ignored here: better a failure.
var refusedReleaseInputs = []string{"valueYamlFiles", "postrender", "dependencyUpdate", "lint", "verify", "keyring"}

// Keys that the SDK sends beside the arguments, or that are outputs.
var noReleaseInputs = []string{"compat", "resourceNames", "status", "manifest", "allowNullValues"}

func parseRelease(from object) (releaseInputs, error) {
	var inputs releaseInputs
	text, err := json.Marshal(from)
	if err != nil {
		return inputs, err
	}
	var wrongType *json.UnmarshalTypeError
	if err := json.Unmarshal(text, &inputs); errors.As(err, &wrongType) { // its own text would show the value
		return inputs, fmt.Errorf("helm release: %s is no %s", wrongType.Field, wrongType.Type)
	} else if err != nil {
		return inputs, err
	}
	// Not through JSON: there integers become floats, and a template that compares them with integers fails.
	inputs.Values, _ = from["values"].(object)
	if inputs.Values == nil {
		inputs.Values = object{}
	}
	return inputs, nil
}
