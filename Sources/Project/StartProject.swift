/// Writes what a project begins with; a file that is there already is left as it is.
package func startProject(
  in folder: String, withWorkflow: Bool
) throws(ProjectError) -> [(path: String, isNew: Bool)] {
  guard kind(of: folder, followingLinks: true) == .folder else {
    throw ProjectError("cannot begin a project in \(folder): no such folder")
  }
  let prefix = folder == "." ? "" : folder + "/"
  var files = [(path: prefix + Configuration.fileName, text: configurationText(for: folder))]
  if withWorkflow {
    files.append((path: prefix + ".github/workflows/docgen.yml", text: workflowText))
  }
  var written: [(path: String, isNew: Bool)] = []
  for file in files {
    // A link that leads nowhere is something, too.
    let isNew = kind(of: file.path, followingLinks: false) == nil
    if isNew {
      if let slash = file.path.lastIndex(of: "/") { try makeFolder(String(file.path[..<slash])) }
      try writeFile(file.path, Array(file.text.utf8))
    }
    written.append((file.path, isNew))
  }
  return written
}

private func configurationText(for folder: String) -> String {
  let hasDocs = kind(of: folder + "/docs", followingLinks: true) == .folder
  return """
    # The settings of docgen, each optional.

    # title: What the site is called
    # language: zh            # zh or en; without it, the documents' own

    # Where the documents are, and where the site goes.
    \(hasDocs ? "content: docs" : "# content: docs")
    output: public

    # What is not read.
    # exclude: [drafts, "*.draft.md"]

    # Levels of rules: error, warning, note, off. `docgen explain` lists the rules.
    # rules:
    #   end-of-life: note
    # overrides:
    #   - paths: [archive/**]
    #     rules:
    #       unresolved-link: warning

    # Findings to live with for now: `docgen check --write-baseline docgen-baseline.txt`
    # baseline: docgen-baseline.txt

    """
}

private let workflowText = """
  # Checks the documents; findings become annotations, a summary and code scanning alerts.
  name: docgen
  on: [push, pull_request]
  permissions:
    contents: read
    security-events: write
  jobs:
    documents:
      runs-on: ubuntu-latest
      steps:
        - uses: actions/checkout@v4
        # Put docgen on the PATH here, for example from the release that you use.
        - run: >
            docgen verify --format github
            --output markdown="$GITHUB_STEP_SUMMARY"
            --output sarif=docgen.sarif
            --output junit=docgen.xml
        - if: always()
          uses: github/codeql-action/upload-sarif@v3
          with:
            sarif_file: docgen.sarif

  """
