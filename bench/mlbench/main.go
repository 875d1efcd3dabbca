// mlbench loads an MLflow-compatible server through plain REST, checks the
// answers and reports rates and latencies. See README.md.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

var opt struct {
	url, out, label, exp, direct, path, model, body string
	hdr                                             map[string]string
	seed                                            uint64
	warm, dur, timeout, gate                        time.Duration
	runs, loadConc, loadRuns, features              int
	big                                             int64
	pids                                            []int
	conc                                            []int
	rows                                            []int
	stream                                          bool
	reps                                            int
	quietPct                                        float64
	maxFactor                                       time.Duration
}

func fatal(f string, a ...any) {
	fmt.Fprintf(os.Stderr, "mlbench: "+f+"\n", a...)
	os.Exit(2)
}

func ints(s string) []int {
	var o []int
	for _, x := range strings.Split(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			n, err := strconv.Atoi(x)
			if err != nil {
				fatal("not a number: %q", x)
			}
			o = append(o, n)
		}
	}
	return o
}

type hdrs map[string]string

func (h hdrs) String() string { return "" }
func (h hdrs) Set(s string) error {
	k, v, _ := strings.Cut(s, ":")
	h[strings.TrimSpace(k)] = strings.TrimSpace(v)
	return nil
}

const usage = `usage:
  mlbench run [flags] WORKLOAD...    w1 w2 w3 w4 w5 w6 w7 w9, rss, serve, gw
  mlbench start [flags] -- CMD ...   w8: time to the first 200, idle memory
  mlbench stub [flags]               OpenAI-compatible upstream
  mlbench static [flags]             trivial JSON server (the machine's ceiling)
  mlbench cmp OLD.json NEW.json...   side by side, with ratios to the first; files of one label are one column
  mlbench port                       prints a free loopback port
`

func main() {
	if len(os.Args) < 2 {
		fmt.Print(usage)
		os.Exit(2)
	}
	switch os.Args[1] {
	case "run":
		cmdRun(os.Args[2:])
	case "start":
		cmdStart(os.Args[2:])
	case "stub":
		cmdStub(os.Args[2:])
	case "static":
		cmdStatic(os.Args[2:])
	case "cmp":
		cmdCmp(os.Args[2:])
	case "port":
		cmdPort()
	default:
		fmt.Print(usage)
		os.Exit(2)
	}
}

func cmdRun(args []string) {
	fs := flag.NewFlagSet("run", flag.ExitOnError)
	h := hdrs{}
	var pids, conc, rows string
	fs.StringVar(&opt.url, "url", "http://127.0.0.1:5000", "base URL of the server")
	fs.StringVar(&opt.out, "out", "", "JSON result file")
	fs.StringVar(&opt.label, "label", "", "name of this run in tables")
	fs.StringVar(&opt.exp, "exp", "", "experiment id of an earlier w9 load, for w4")
	fs.StringVar(&opt.direct, "direct", "", "gw: the upstream's own URL, measured beside the gateway")
	fs.StringVar(&opt.path, "path", "/v1/chat/completions", "gw: path of the gateway's chat endpoint")
	fs.StringVar(&opt.model, "model", "stub", "gw: model name in the request")
	fs.StringVar(&opt.body, "body", "", "serve: split (dataframe_split, default) or v2")
	fs.BoolVar(&opt.stream, "stream", true, "gw: also measure streaming")
	fs.Uint64Var(&opt.seed, "seed", 42, "seed")
	fs.DurationVar(&opt.warm, "warm", 2*time.Second, "warm-up before each window")
	fs.DurationVar(&opt.dur, "dur", 10*time.Second, "measured window")
	fs.DurationVar(&opt.timeout, "timeout", 120*time.Second, "one call's limit")
	fs.DurationVar(&opt.gate, "gate", 20*time.Second, "wait at most this long for a quiet machine before each case")
	fs.Float64Var(&opt.quietPct, "quiet", 15, "half-second slices in which other processes took less than this % of the machine count as quiet")
	maxf := fs.Int("max-factor", 3, "a window lasts until it has -dur of quiet time, at most this many times -dur")
	fs.IntVar(&opt.runs, "runs", 10000, "w9/w4: runs in the experiment")
	fs.IntVar(&opt.loadRuns, "load-runs", 0, "w9: load this many runs instead, and leave w4's experiment as it is")
	fs.IntVar(&opt.loadConc, "load-conc", 8, "w9: connections of the loader")
	fs.Int64Var(&opt.big, "big", 1<<30, "w6: bytes of the large file")
	fs.StringVar(&pids, "pid", "", "server PIDs (comma separated): CPU and memory of their process trees")
	fs.StringVar(&conc, "c", "", "connections, in place of each workload's own list")
	fs.StringVar(&rows, "rows", "1,10,1000", "serve: rows per request")
	fs.IntVar(&opt.features, "features", 10, "serve: numbers per row")
	fs.IntVar(&opt.reps, "reps", 1, "repeat each case this often")
	fs.Var(h, "H", "extra header 'K: V' (may repeat)")
	fs.Parse(args)
	opt.maxFactor = time.Duration(*maxf)
	opt.hdr, opt.pids, opt.rows = h, ints(pids), ints(rows)
	cs := func(def ...int) []int {
		if conc != "" {
			return ints(conc)
		}
		return def
	}
	report = Report{Label: opt.label, URL: opt.url, Started: time.Now().UTC().Format(time.RFC3339), Seed: opt.seed, Args: os.Args[1:]}
	fmt.Println("#", opt.label, opt.url)
	fmt.Println(header())
	measureIdle()
	report.Calib = append(report.Calib, calibrate("begin"))
	for rep := 0; rep < opt.reps; rep++ {
		for _, w := range fs.Args() {
			switch w {
			case "w1":
				for _, c := range cs(1, 8, 32) {
					uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
					w1(c)
				}
			case "w2":
				for _, c := range cs(1, 8) {
					uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
					w2(c)
				}
			case "w3":
				uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
				w3(cs(1, 8))
			case "w9":
				uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
				if opt.loadRuns > 0 {
					w9(opt.loadRuns, opt.loadConc)
				} else {
					opt.exp = w9(opt.runs, opt.loadConc)
				}
			case "w4":
				if opt.exp == "" {
					uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
					opt.exp = w9(opt.runs, opt.loadConc)
				}
				if opt.exp != "" {
					w4(opt.exp, opt.runs, cs(1, 8))
				}
				rss("after-w4")
			case "w5":
				for _, c := range cs(1, 8) {
					uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
					w5(c)
				}
			case "w6":
				uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
				w6()
			case "w7":
				uniq = strconv.FormatInt(time.Now().UnixNano(), 36)
				w7(cs(1, 8))
			case "rss":
				rss("now")
			case "serve":
				serve(cs(1, 8, 32))
			case "gw":
				gw(cs(1, 32, 128))
			default:
				fatal("unknown workload %q", w)
			}
		}
	}
	report.Calib = append(report.Calib, calibrate("end"))
	save()
	for _, c := range report.Calib {
		fmt.Printf("# calibration %-5s static http c=8 %.0f req/s, sha256 %.0f MB/s, load %s\n", c.When, c.HTTPrps, c.SHAmbs, c.Load1)
	}
}
