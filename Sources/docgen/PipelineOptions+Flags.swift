import Driver
import Verify

/// What the flags of a command ask of the pipeline.
func pipelineOptions(_ flags: RunOptions, seed: UInt64? = nil) -> PipelineOptions {
  var options = PipelineOptions()
  options.workers = flags.workers
  options.verify.workers = flags.workers
  options.seed = seed
  return options
}
