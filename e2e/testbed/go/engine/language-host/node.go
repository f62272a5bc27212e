package main

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"runtime"
	"syscall"
)

// invocation is one start of node.
type invocation struct {
	directory      string
	environment    []string
	arguments      []string
	stdout, stderr io.Writer
}

// runNode runs node to its end and returns its exit code. node dies with this process, however that ends, so that a
// killed host leaves no program behind.
func runNode(ctx context.Context, start invocation) (int, error) {
	runtime.LockOSThread() // the death signal belongs to the thread that started the child
	defer runtime.UnlockOSThread()
	command := exec.CommandContext(ctx, "node", start.arguments...)
	command.Dir = start.directory
	command.Env = start.environment
	command.Stdout = start.stdout
	command.Stderr = start.stderr
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	err := command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() >= 0 { // below 0: ended by a signal, which is an error
		return exit.ExitCode(), nil
	}
	return 0, err
}
