# Writes the section on the early verdict from lines of half,study,p_learn,learned, sorted by p_learn.
BEGIN { FS = "," }

{
  half = $1; study = $2; p = $3; learned = $4
  if (!((half, study) in seen)) { seen[half, study] = 1; studies[half] = studies[half] " " study }
  count(half); count(half SUBSEP study)
  bin = p < 1 ? int(10 * p) : 9
  said[half, bin] += p; came[half, bin] += learned; size[half, bin]++
}

# Adds this line to the sums of a group.
function count(group) {
  if (p != value[group]) close_ties(group)
  value[group] = p; tied[group]++; tied_learned[group] += learned
  n[group]++; good[group] += learned; error[group] += (p - learned) ^ 2
}

# Equal values share their mean rank.
function close_ties(group) {
  ranks[group] += tied_learned[group] * (ranked[group] + (tied[group] + 1) / 2)
  ranked[group] += tied[group]; tied[group] = 0; tied_learned[group] = 0
}

# The share of pairs, one that learned and one that did not, in which the one that learned has the higher value.
function area(group) {
  close_ties(group)
  return (ranks[group] - good[group] * (good[group] + 1) / 2) / (good[group] * (n[group] - good[group]))
}

function row(group, name) {
  printf "| %s | %d | %.1f %% | %.3f | %.3f |\n", name, n[group], 100 * good[group] / n[group], area(group), error[group] / n[group]
}

function of_half(half,   names, m, k) {
  print "| study | networks | learned | AUC | Brier score |\n|---|---:|---:|---:|---:|"
  m = split(studies[half], names, " ")
  for (k = 1; k <= m; k++) row(half SUBSEP names[k], names[k])
  row(half, "**all**")
}

function list(half, what,   bin, text) {
  for (bin = 0; bin < 10; bin++)
    text = text (bin ? ", " : "") (size[half, bin] ? sprintf("%.3f", (what == "said" ? said[half, bin] : came[half, bin]) / size[half, bin]) : "0")
  return text
}

END {
  print "\n## The early verdict\n"
  print "`p_learn` is told from the probe and the first tenth of the steps ([how](../reference/diagnoses.md#the-early-verdict)). Its five"
  print "coefficients were fitted to the choosing half.\n"
  print "- AUC: of one network that learned and one that did not, how often the one that learned has the higher `p_learn`. 0.5 is guessing."
  print "- Brier score: the mean of (`p_learn` - outcome) squared, where the outcome is 1 or 0. Lower is better; always saying 0.5 gives 0.25.\n"
  print "The judging half:\n"
  of_half("judging")
  print "\nThe reliability curve of the judging half. Networks are grouped by `p_learn`; the bars are the shares that learned, and the line is"
  print "what was said:\n"
  print "```mermaid\nxychart-beta\n  x-axis [\"0.0\", \"0.1\", \"0.2\", \"0.3\", \"0.4\", \"0.5\", \"0.6\", \"0.7\", \"0.8\", \"0.9\"]\n  y-axis \"share that learned\" 0 --> 1"
  print "  bar [" list("judging", "came") "]\n  line [" list("judging", "said") "]\n```\n"
  print "| `p_learn` | networks | said, on average | learned |\n|---|---:|---:|---:|"
  for (bin = 0; bin < 10; bin++)
    if (size["judging", bin])
      printf "| %.1f to %.1f | %d | %.2f | %.2f |\n", bin / 10, (bin + 1) / 10, size["judging", bin],
        said["judging", bin] / size["judging", bin], came["judging", bin] / size["judging", bin]
  print "\nThe half that it was fitted to:\n"
  of_half("choosing")
  print "\n## What they miss\n"
  print "- With residual connections, exploding gradients and saturated units often do no harm: the study `residual` has most of the networks"
  print "  that were named and learned."
  print "- A cause is looked for only after a network fell short. Many networks that learned have a small rate or falling losses too, so a"
  print "  cause explains a failure, and does not predict one."
  print "- All studies are small: 10 to 100 layers, up to 400 steps, on data that a network learns in seconds."
  print "- `p_learn` knows nothing of a loss that stands still for long and falls late, as on the spirals."
}
