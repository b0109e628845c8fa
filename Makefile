# Short names for the commands that CONTRIBUTING.md explains.
MVN ?= mvn -B

.PHONY: check test format demo bench sim chaos ceph

check:   ## fast: compile with every rule, format, tests of the core (under a minute)
	$(MVN) -q -pl common,testkit -am verify

test:    ## everything that CI runs
	$(MVN) verify

format:
	$(MVN) -q spotless:apply

demo:
	./drh demo

bench:   ## slow: side by side with what is installed
	bench/run

sim:     ## slow: make sim SEEDS=100000, or SEED=... to replay one
	$(MVN) -q -pl testkit -am verify $(if $(SEED),-Ddrh.seed=$(SEED),-Ddrh.rounds=$(or $(SEEDS),20000)) -Djunit.jupiter.execution.timeout.mode=disabled -Dsurefire.failIfNoSpecifiedTests=false -Dtest='*Simulation*'

chaos:   ## slow: all that is tagged so: kill -9, many seeds, ten million keys, figures
	$(MVN) -q verify -Dgroups=slow -DexcludedGroups=

ceph:    ## slow: the contract of stores by both faces, and drh end to end, over a real radosgw (Debian's, as root)
	$(MVN) -q verify -Pceph -pl local-servers,storage-s3,cli -am
