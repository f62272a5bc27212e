package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// enterCommand makes this program enter a sandbox and become the program there.
const enterCommand = "enter-sandbox"

const (
	zoneFolder = "/usr/share/zoneinfo"
	zoneFile   = "/zoneinfo.zip"
)

// enterSandbox expects: parent, root folder, user, group, time zones here and there, program, arguments. `ip netns exec`
// has made a mount namespace, so the mounts vanish with the process.
func enterSandbox(args []string) error {
	if len(args) < 7 {
		return fmt.Errorf("%s: %d arguments, at least 7 wanted", enterCommand, len(args))
	}
	root, program := args[1], args[6]
	parent, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	user, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	group, err := strconv.Atoi(args[3])
	if err != nil {
		return err
	}
	runtime.LockOSThread()
	if err := syscall.Mount("proc", filepath.Join(root, "proc"), "proc", 0, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	if err := bindZones(root, args[4], args[5]); err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return syscall.Chroot(root) },
		func() error { return os.Chdir("/") },
		func() error { return syscall.Setgroups(nil) },
		func() error { return syscall.Setgid(group) },
		func() error { return syscall.Setuid(user) },
		// After setuid, which would forget it: if the stand-in is killed, so is this.
		func() error { return prctl(syscall.PR_SET_PDEATHSIG, uintptr(syscall.SIGKILL)) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if os.Getppid() != parent {
		return fmt.Errorf("the stand-in has ended meanwhile")
	}
	return syscall.Exec(program, append([]string{program}, args[7:]...), os.Environ())
}

// bindZones shows the machine's time zones in the root folder: images have them, and Agones' controller never settles
// without.
func bindZones(root, source, target string) error {
	if source == "" {
		return nil
	}
	target = filepath.Join(root, target)
	if info, err := os.Stat(source); err == nil && info.IsDir() {
		if err := os.MkdirAll(target, 0o755); err != nil {
			return err
		}
	} else if err := replace(target, nil); err != nil {
		return err
	}
	if err := syscall.Mount(source, target, "", syscall.MS_BIND, ""); err != nil {
		return fmt.Errorf("mount %s: %w", source, err)
	}
	return nil
}

// zones finds time zones on this machine, its own or Go's, and says where a Go program looks for them.
var zones = sync.OnceValues(func() (source, target string) {
	if _, err := os.Stat(zoneFolder + "/UTC"); err == nil {
		return zoneFolder, zoneFolder
	}
	out, err := exec.Command("go", "env", "GOROOT").Output()
	zip := filepath.Join(strings.TrimSpace(string(out)), "lib", "time", "zoneinfo.zip")
	if _, statErr := os.Stat(zip); err != nil || statErr != nil {
		return "", ""
	}
	return zip, zoneFile
})

func zoneEnvironment() []string {
	if _, target := zones(); target == zoneFile {
		return []string{"ZONEINFO=" + zoneFile}
	}
	return nil
}

func prctl(option int, value uintptr) error {
	if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, uintptr(option), value, 0); errno != 0 {
		return errno
	}
	return nil
}

// replace writes a file so that a reader sees the old or the new one, never half.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// link puts a program into a sandbox: a hard link where possible, else a copy.
func link(from, to string) error {
	from, err := filepath.EvalSymlinks(from)
	if err != nil {
		return err
	}
	if err := os.Link(from, to); err == nil {
		return nil
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o755)
}
