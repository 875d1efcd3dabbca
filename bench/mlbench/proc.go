package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// tree lists the given PIDs and all their descendants.
func tree(roots []int) []int {
	kids := map[int][]int{}
	ds, _ := os.ReadDir("/proc")
	for _, d := range ds {
		pid, err := strconv.Atoi(d.Name())
		if err != nil {
			continue
		}
		if f := stat(pid); f != nil {
			pp, _ := strconv.Atoi(f[1])
			kids[pp] = append(kids[pp], pid)
		}
	}
	var out []int
	seen := map[int]bool{}
	var walk func(int)
	walk = func(p int) {
		if seen[p] {
			return
		}
		seen[p] = true
		out = append(out, p)
		for _, k := range kids[p] {
			walk(k)
		}
	}
	for _, r := range roots {
		walk(r)
	}
	return out
}

// stat gives the fields of /proc/PID/stat from "state" on.
func stat(pid int) []string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	i := bytes.LastIndexByte(b, ')')
	return strings.Fields(string(b[i+1:]))
}

// cpuSeconds is user+system time of the trees, waited-for children included.
func cpuSeconds() float64 {
	if len(opt.pids) == 0 {
		return 0
	}
	t := 0
	for _, p := range tree(opt.pids) {
		f := stat(p)
		if len(f) < 15 {
			continue
		}
		for _, i := range []int{11, 12, 13, 14} {
			n, _ := strconv.Atoi(f[i])
			t += n
		}
	}
	return float64(t) / 100
}

// noise tells what share of the machine processes other than the server and
// this client took between start and stop.
type noise struct{ busy, all, own float64 }

func machine() (busy, all float64) {
	b, _ := os.ReadFile("/proc/stat")
	f := strings.Fields(strings.SplitN(string(b), "\n", 2)[0])
	for i, x := range f[1:] {
		if i >= 8 {
			break
		}
		n, _ := strconv.ParseFloat(x, 64)
		all += n / 100
		if i != 3 && i != 4 { // idle, iowait
			busy += n / 100
		}
	}
	return
}

func ownCPU() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func (n *noise) start() {
	n.busy, n.all = machine()
	n.own = ownCPU() + cpuSeconds()
}

func (n *noise) stop() float64 {
	if len(opt.pids) == 0 || n.all == 0 {
		return 0
	}
	b, a := machine()
	if a <= n.all {
		return 0
	}
	return max(0, 100*((b-n.busy)-(ownCPU()+cpuSeconds()-n.own))/(a-n.all))
}

// idleCPU is what the server's processes use per second with no client at all.
var idleCPU float64

func measureIdle() {
	if len(opt.pids) == 0 {
		return
	}
	c, t0 := cpuSeconds(), time.Now()
	for i := 0; i < 20; i++ { // until what the server does after its start is over
		time.Sleep(3 * time.Second)
		d := cpuSeconds() - c
		if d < 0.25 {
			break
		}
		c, t0 = c+d, time.Now()
	}
	time.Sleep(3 * time.Second)
	idleCPU = (cpuSeconds() - c) / time.Since(t0).Seconds()
	add(&Result{Workload: "w8", Case: "idle-cpu", Value: max(idleCPU*1000, 0.001), Unit: "ms/s"})
}

// gate waits, at most opt.gate, for a second in which the machine is half idle.
func gate() {
	for t0 := time.Now(); time.Since(t0) < opt.gate; {
		b0, a0 := machine()
		time.Sleep(700 * time.Millisecond)
		b1, a1 := machine()
		if a1 > a0 && (b1-b0)/(a1-a0) < 0.35 {
			return
		}
	}
}

// memory sums RSS and PSS (shared pages counted once) over the trees, in MiB.
func memory(roots []int) (rss, pss float64, procs int) {
	for _, p := range tree(roots) {
		f, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", p))
		if err != nil {
			continue
		}
		procs++
		s := bufio.NewScanner(f)
		for s.Scan() {
			x := strings.Fields(s.Text())
			if len(x) < 2 {
				continue
			}
			n, _ := strconv.ParseFloat(x[1], 64)
			switch x[0] {
			case "Rss:":
				rss += n / 1024
			case "Pss:":
				pss += n / 1024
			}
		}
		f.Close()
	}
	return
}

func rss(when string) {
	if len(opt.pids) == 0 {
		return
	}
	r, p, n := memory(opt.pids)
	add(&Result{Workload: "w8", Case: "rss-" + when, Value: r, Unit: "MiB", Verify: fmt.Sprintf("%d processes", n)})
	add(&Result{Workload: "w8", Case: "pss-" + when, Value: p, Unit: "MiB", Verify: fmt.Sprintf("%d processes", n)})
}

// calibrate measures what the machine gives right now, so that two result files
// can be compared: a static server in a child process, and one core's SHA-256.
func calibrate(when string) Calib {
	c := Calib{When: when}
	b, _ := os.ReadFile("/proc/loadavg")
	c.Load1 = strings.Join(strings.Fields(string(b))[:3], " ")
	buf := make([]byte, 1<<20)
	t0, n := time.Now(), 0
	for time.Since(t0) < 300*time.Millisecond {
		sha256.Sum256(buf)
		n++
	}
	c.SHAmbs = float64(n) * 1.048576 / time.Since(t0).Seconds()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return c
	}
	addr := l.Addr().String()
	l.Close()
	cmd := exec.Command(os.Args[0], "static", "-addr", addr)
	if cmd.Start() != nil {
		return c
	}
	defer func() { cmd.Process.Kill(); cmd.Wait() }()
	for i := 0; i < 100; i++ {
		if k, err := net.Dial("tcp", addr); err == nil {
			k.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	t0 = time.Now()
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			k := NewClient("http://"+addr, nil, 5*time.Second)
			n := 0
			for time.Since(t0) < 1500*time.Millisecond {
				if st, _, err := k.Do("GET", "/x", "", nil); err == nil && st == 200 {
					n++
				}
			}
			mu.Lock()
			total += n
			mu.Unlock()
		}()
	}
	wg.Wait()
	c.HTTPrps = float64(total) / time.Since(t0).Seconds()
	return c
}

// cmdStart: w8. Starts CMD, polls the health path, reports the time to the first
// 200 and memory after a rest, then stops the process group it started.
func cmdStart(args []string) {
	fs := flag.NewFlagSet("start", flag.ExitOnError)
	u := fs.String("url", "http://127.0.0.1:5000", "base URL")
	health := fs.String("health", "/health", "path polled")
	n := fs.Int("n", 1, "starts")
	rest := fs.Duration("rest", 5*time.Second, "wait before memory is read")
	limit := fs.Duration("limit", 180*time.Second, "give up after")
	keep := fs.Bool("keep", false, "leave the last one running and print its PID")
	label := fs.String("label", "", "label")
	out := fs.String("out", "", "JSON result file")
	logf := fs.String("log", "/dev/null", "where the server's own output goes")
	fs.Parse(args)
	cmdline := fs.Args()
	if len(cmdline) == 0 {
		fatal("start: no command")
	}
	opt.out = *out
	report = Report{Label: *label, URL: *u, Started: time.Now().UTC().Format(time.RFC3339), Args: os.Args[1:]}
	var cur *exec.Cmd
	sig := make(chan os.Signal, 1)
	signal.Notify(sig, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-sig
		if cur != nil {
			syscall.Kill(-cur.Process.Pid, syscall.SIGKILL)
		}
		os.Exit(1)
	}()
	for i := 0; i < *n; i++ {
		lf, _ := os.OpenFile(*logf, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		cur = exec.Command(cmdline[0], cmdline[1:]...)
		cur.Stdout, cur.Stderr = lf, lf
		cur.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		t0 := time.Now()
		if err := cur.Start(); err != nil {
			fatal("start: %v", err)
		}
		k := NewClient(*u, nil, 5*time.Second)
		up := false
		for time.Since(t0) < *limit {
			if st, _, err := k.Do("GET", *health, "", nil); err == nil && st == 200 {
				up = true
				break
			}
			k.Close()
			time.Sleep(5 * time.Millisecond)
		}
		d := time.Since(t0)
		if !up {
			add(&Result{Workload: "w8", Case: "startup", Errors: 1, Verify: "no 200 in time", Unit: "s"})
		} else {
			add(&Result{Workload: "w8", Case: "startup", Value: d.Seconds(), Unit: "s"})
			time.Sleep(*rest)
			r, p, procs := memory([]int{cur.Process.Pid})
			add(&Result{Workload: "w8", Case: "rss-idle", Value: r, Unit: "MiB", Verify: fmt.Sprintf("%d processes", procs)})
			add(&Result{Workload: "w8", Case: "pss-idle", Value: p, Unit: "MiB"})
		}
		if *keep && i == *n-1 && up {
			fmt.Println("PID", cur.Process.Pid)
			return
		}
		syscall.Kill(-cur.Process.Pid, syscall.SIGTERM)
		done := make(chan bool, 1)
		go func() { cur.Wait(); done <- true }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
		}
		syscall.Kill(-cur.Process.Pid, syscall.SIGKILL)
		time.Sleep(500 * time.Millisecond)
	}
}

func cmdStatic(args []string) {
	fs := flag.NewFlagSet("static", flag.ExitOnError)
	addr := fs.String("addr", "127.0.0.1:9001", "listen address")
	dir := fs.String("dir", "", "also take PUT into, and GET from, files of this folder under /f/")
	fs.Parse(args)
	if *dir != "" {
		http.HandleFunc("/f/", func(w http.ResponseWriter, r *http.Request) {
			p := filepath.Join(*dir, filepath.Base(r.URL.Path))
			if r.Method != "PUT" {
				http.ServeFile(w, r, p)
				return
			}
			f, err := os.Create(p)
			if err == nil {
				_, err = f.ReadFrom(r.Body)
				f.Close()
			}
			if err != nil {
				http.Error(w, err.Error(), 500)
			}
		})
	}
	body := []byte(`{"run":{"info":{"run_id":"0123456789abcdef0123456789abcdef","status":"RUNNING"}}}`)
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(body)
	})
	fatal("%v", http.ListenAndServe(*addr, nil))
}

// merge adds the results to those of the same label, or as a column of their own.
func merge(reps []Report, r Report) []Report {
	for i := range reps {
		if reps[i].Label == r.Label {
			reps[i].Results = append(reps[i].Results, r.Results...)
			return reps
		}
	}
	return append(reps, r)
}

// cmdPort prints a loopback port that nothing listens on.
func cmdPort() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fatal("%v", err)
	}
	defer l.Close()
	fmt.Println(l.Addr().(*net.TCPAddr).Port)
}

func cmdCmp(files []string) {
	var reps []Report
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			fatal("%v", err)
		}
		var r Report
		if err := json.Unmarshal(b, &r); err != nil {
			fatal("%s: %v", f, err)
		}
		if r.Label == "" {
			r.Label = f
		}
		reps = merge(reps, r)
	}
	type key struct {
		w, c string
		n    int
	}
	var order []key
	vals := map[key][][]*Result{}
	for i, r := range reps {
		for _, x := range r.Results {
			k := key{x.Workload, x.Case, x.Conc}
			if vals[k] == nil {
				vals[k] = make([][]*Result, len(reps))
				order = append(order, k)
			}
			vals[k][i] = append(vals[k][i], x)
		}
	}
	fmt.Printf("| work | case | c | unit |")
	for i, r := range reps {
		fmt.Printf(" %s |", r.Label)
		if i > 0 {
			fmt.Printf(" x |")
		}
	}
	fmt.Print("\n|---|---|--:|---|")
	for i := range reps {
		fmt.Print("---|")
		if i > 0 {
			fmt.Print("--:|")
		}
	}
	fmt.Println()
	for _, k := range order {
		unit := ""
		var base float64
		line, found := "", "" // what servers found must be the same number
		for i := range reps {
			xs := vals[k][i]
			if len(xs) == 0 {
				line += " - |"
				if i > 0 {
					line += " - |"
				}
				continue
			}
			var rate, p50, p99, cpu []float64
			errs := 0
			bad := ""
			for _, x := range xs {
				v := x.Rate
				if x.Ops == 0 && x.Value != 0 {
					v = x.Value
				}
				rate, p50, p99, cpu = append(rate, v), append(p50, x.P50), append(p99, x.P99), append(cpu, x.CPUms)
				errs += x.Errors
				unit = x.Unit
				if strings.HasPrefix(x.Verify, "found ") {
					if found == "" {
						found = x.Verify
					} else if x.Verify != found {
						bad = " **" + x.Verify + "**"
					}
				}
				if strings.HasPrefix(x.Verify, "FAIL") || strings.HasPrefix(x.Verify, "not run") {
					bad = " **" + x.Verify + "**"
				}
			}
			m := median(rate)
			cell := fmt.Sprintf(" %s", sig3(m))
			if xs[0].Ops > 0 {
				cell += fmt.Sprintf(" (p50 %s, p99 %s ms", sig3(median(p50)), sig3(median(p99)))
				if median(cpu) > 0 {
					cell += fmt.Sprintf(", cpu %s ms", sig3(median(cpu)))
				}
				cell += ")"
			}
			if errs > 0 {
				cell += fmt.Sprintf(" **%d errors**", errs)
			}
			line += cell + bad + " |"
			if i == 0 {
				base = m
			} else if base > 0 {
				line += fmt.Sprintf(" %.2f |", m/base)
			} else {
				line += " - |"
			}
		}
		c := ""
		if k.n > 0 {
			c = strconv.Itoa(k.n)
		}
		fmt.Printf("| %s | %s | %s | %s |%s\n", k.w, k.c, c, unit, line)
	}
}
