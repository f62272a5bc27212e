package main

import (
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestTypeOfAURN(t *testing.T) {
	equal(t, "type", typeOf("urn:pulumi:dev::gameplane::my:Component$kubernetes:apps/v1:Deployment::web"), "kubernetes:apps/v1:Deployment")
	equal(t, "no URN", typeOf("nothing"), "")
	got, err := kindOfType("kubernetes:core/v1:Secret")
	equal(t, "error", err, nil)
	equal(t, "kind", got, schema.GroupVersionKind{Version: "v1", Kind: "Secret"})
	if _, err := kindOfType("kubernetes:Secret"); err == nil {
		t.Error("a type without a group is no error")
	}
}

func TestIDs(t *testing.T) {
	equal(t, "in a namespace", idOf(object{"metadata": object{"namespace": "games", "name": "a"}}), "games/a")
	equal(t, "in none", idOf(object{"metadata": object{"name": "a"}}), "a")
	namespace, name := splitID("games/a")
	equal(t, "split", []string{namespace, name}, []string{"games", "a"})
}

func TestNames(t *testing.T) {
	request := &pulumirpc.CheckRequest{Name: "web", RandomSeed: []byte("0123456789abcdef")}
	made := object{}
	equal(t, "error", name(made, object{}, request), nil)
	if got := text(made, "metadata", "name"); !strings.HasPrefix(got, "web-") || !isAutonamed(made) {
		t.Errorf("got name %q, autonamed %v", got, isAutonamed(made))
	}
	kept := object{}
	equal(t, "error", name(kept, made, &pulumirpc.CheckRequest{Name: "web", RandomSeed: []byte("another")}), nil)
	equal(t, "the name is kept", kept, made)

	own := object{"metadata": object{"name": "mine"}}
	equal(t, "error", name(own, made, request), nil)
	equal(t, "an own name", own, object{"metadata": object{"name": "mine"}})

	if err := name(object{"metadata": object{"generateName": "x-"}}, object{}, request); err == nil {
		t.Error("generateName is no error")
	}
	request.Autonaming = &pulumirpc.CheckRequest_AutonamingOptions{ProposedName: "web"}
	proposed := object{}
	equal(t, "error", name(proposed, object{}, request), nil)
	equal(t, "the engine's proposal", text(proposed, "metadata", "name"), "web")
	request.Autonaming.Mode = pulumirpc.CheckRequest_AutonamingOptions_DISABLE
	if err := name(object{}, object{}, request); err == nil {
		t.Error("no name, although autonaming is disabled, is no error")
	}
}
