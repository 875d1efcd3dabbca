module mlbench

go 1.22
