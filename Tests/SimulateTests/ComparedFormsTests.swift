import Simulate
import Testing

/// Forms against a second derivation of the same thing.
@Suite struct ComparedFormsTests {
  @Test(
    "M/D/c of one server is M/D/1, and of many lies below half of M/M/c",
    arguments: [
      0.05, 0.3, 0.7, 0.9, 0.97,
    ])
  func constantService(_ rho: Double) {
    let one = ConstantServiceServers(servers: 1, arrivalRate: rho, service: 1)
    let exact = ConstantServiceQueue(arrivalRate: rho, service: 1)
    #expect(abs(one.meanWait - exact.meanWait) <= 1e-9 * exact.meanWait)
    for servers in [2, 5, 40] {
      let many = ConstantServiceServers(
        servers: servers, arrivalRate: rho * Double(servers), service: 1)
      let random = MultiServerQueue(
        servers: servers, arrivalRate: rho * Double(servers), serviceRate: 1)
      #expect(many.meanWait < random.meanWait)
      // Constant service halves the wait, or a little more than that.
      #expect(many.meanWait >= random.meanWait / 2 * (1 - 1e-9) || many.meanWait < 1e-9)
      let rule = QueueApproximation.constantService(
        servers: servers, arrivalRate: rho * Double(servers), service: 1)
      #expect(rho < 0.5 || abs(many.meanWait - rule) < 0.06 * rule)
    }
  }

  @Test("GI/M/1 solves its equation on both sides of the change of method")
  func rootOfTransform() throws {
    for rho in [0.1, 0.49, 0.51, 0.9, 0.999] {
      for law in [
        Distribution.deterministic(1 / rho), .uniform(0, 2 / rho),
        .erlang(stages: 3, mean: 1 / rho),
        .hyperexponential(mean: 1 / rho, squaredVariation: 3),
      ] {
        let queue = try #require(GeneralArrivalQueue(interarrival: law, serviceRate: 1))
        let transform = try #require(law.laplace(1 - queue.sigma))
        #expect(abs(transform - queue.sigma) < 1e-12)
        let complement = try #require(law.laplaceComplement(0.3))
        #expect(abs(1 - (law.laplace(0.3) ?? 0) - complement) < 1e-14)
      }
    }
  }

  @Test("the complement of a transform keeps its digits where the transform is 1")
  func smallArguments() throws {
    for law in [
      Distribution.deterministic(2), .uniform(0, 4), .exponential(mean: 2),
      .gamma(shape: 0.5, scale: 4), .erlang(stages: 3, mean: 2),
      .hyperexponential(mean: 2, squaredVariation: 3),
    ] {
      let complement = try #require(law.laplaceComplement(1e-20))
      #expect(abs(complement - 2e-20) < 1e-30)
    }
  }

  @Test("a jump of MRG32k3a is as many single draws, and streams differ")
  func jumps() throws {
    let seed = [UInt64](repeating: 12345, count: 6)
    var stepped = try #require(CombinedRecursive(seed: seed))
    var jumped = stepped
    for _ in 0..<1024 { _ = stepped.uniform() }
    jumped.jump(exponent: 10)
    #expect(stepped == jumped)
    // The state of the second stream as L'Ecuyer, Simard, Chen and Kelton (2002) print it.
    var stream = try #require(CombinedRecursive(seed: seed))
    stream.jump(exponent: 127)
    #expect(stream.first == [3_692_455_944, 1_366_884_236, 2_968_912_127])
    #expect(stream.second == [335_948_734, 4_161_675_175, 475_798_818])
    #expect(CombinedRecursive(seed: [0, 0, 0, 1, 1, 1]) == nil)
    #expect(CombinedRecursive(seed: [1, 1, 1, 4_294_944_443, 1, 1]) == nil)
  }

  @Test("the tail of M/M/c neither overflows nor turns negative near saturation")
  func tails() {
    for rho in [0.5, 0.999, 1 - 1e-9] {
      let queue = MultiServerQueue(servers: 100, arrivalRate: 100 * rho, serviceRate: 1)
      let p99 = queue.sojournQuantile(0.99)
      #expect(abs(queue.sojournExceeds(p99) - 0.01) < 1e-9)
      #expect(p99 >= queue.waitQuantile(0.99))
      for time in [1.0, 800, 1e6, 1e12] {
        #expect((0...1).contains(queue.sojournExceeds(time)))
      }
    }
  }

  @Test("a birth–death chain of equal rates is uniform at any size, and a steep one has its tail")
  func chains() {
    let flat = BirthDeath(
      up: Array(repeating: 3, count: 50_000), down: Array(repeating: 3, count: 50_000))
    #expect(abs(flat.mean - 25_000) < 1e-6)
    let steep = BirthDeath(
      up: Array(repeating: 1e6, count: 200), down: Array(repeating: 1, count: 200))
    #expect(abs(steep.stationary[199] - 1e-6) < 1e-11)
    #expect(steep.stationary.allSatisfy { $0 >= 0 })
  }
}
