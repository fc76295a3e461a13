Feature: Questions about what the subgroup figures need

  Rule: Renal function that isn't recorded is asked for

    @rule:missing-renal
    Scenario Outline: With no measure of renal function that of the trial is asked for
      Given a patient assessed on 2024-06-30
        | current antibody     | none                   |
        | planned antibody     | none                   |
        | <role> antibody      | <agent>                |
        | <role> partner drugs | <partners>             |
        | setting              | relapsed refractory mm |
        | dialysis             | <dialysis>             |
      When the rule book is applied
      Then missing-renal applies to the <role> regimen as warning
      And missing-renal says “<words>”
      And missing-renal asks for <asked>
      And missing-renal cites leleu-2022/<cited>

      Examples:
        | role    | agent       | partners                    | dialysis | words                            | asked                | cited               |
        | planned | isatuximab  | pomalidomide, dexamethasone |          | Ask for the eGFR by MDRD         | eGFR                 | icaria-renal-metric |
        | current | isatuximab  | pomalidomide, dexamethasone | no       | Ask for the eGFR by MDRD         | eGFR                 | icaria-renal-metric |
        | planned | daratumumab | pomalidomide, dexamethasone |          | Ask for the creatinine clearance | creatinine clearance | icaria-renal-metric |
        | current | daratumumab | pomalidomide, dexamethasone | no       | Ask for the creatinine clearance | creatinine clearance | icaria-renal-metric |
        | planned | isatuximab  | carfilzomib, dexamethasone  |          | Ask for the eGFR by MDRD         | eGFR                 | ikema-renal-metric  |
        | current | isatuximab  | carfilzomib, dexamethasone  | no       | Ask for the eGFR by MDRD         | eGFR                 | ikema-renal-metric  |
        | planned | daratumumab | carfilzomib, dexamethasone  |          | Ask for the creatinine clearance | creatinine clearance | ikema-renal-metric  |
        | current | daratumumab | carfilzomib, dexamethasone  | no       | Ask for the creatinine clearance | creatinine clearance | ikema-renal-metric  |

    @rule:missing-renal
    Scenario Outline: With any measure, on dialysis, or where no figure can be shown nobody asks
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <agent>     |
        | planned partner drugs | <partners>  |
        | planned route         | <route>     |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | creatinine clearance  | <clearance> |
        | dialysis              | <dialysis>  |
      When the rule book is applied
      Then missing-renal does not apply

      Examples:
        | agent           | partners                                      | route        | setting                | eGFR | clearance | dialysis |
        | isatuximab      | pomalidomide, dexamethasone                   |              | relapsed refractory mm | 60   |           |          |
        | isatuximab      | carfilzomib, dexamethasone                    |              | relapsed refractory mm |      | 60        |          |
        | daratumumab     | pomalidomide, dexamethasone                   |              | relapsed refractory mm | 60   |           |          |
        | daratumumab     | carfilzomib, dexamethasone                    |              | relapsed refractory mm |      | 0         |          |
        | daratumumab     | carfilzomib, dexamethasone                    |              | relapsed refractory mm |      |           | yes      |
        | isatuximab      | pomalidomide, dexamethasone                   |              | relapsed refractory mm |      |           | yes      |
        | isatuximab      | pomalidomide, dexamethasone                   | subcutaneous | relapsed refractory mm |      |           |          |
        | isatuximab      | none                                          |              | relapsed refractory mm |      |           |          |
        | daratumumab     | lenalidomide, dexamethasone                   |              | relapsed refractory mm |      |           |          |
        | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide |              | relapsed refractory mm |      |           |          |
        | isatuximab      | carfilzomib, dexamethasone                    |              | newly diagnosed mm     |      |           |          |
        | other anti cd38 | pomalidomide, dexamethasone                   |              | relapsed refractory mm |      |           |          |

    @rule:missing-renal @rule:missing-prior-lines @rule:missing-cytogenetics
    Scenario: Each regimen is asked about by itself
      Given a patient assessed on 2024-06-30
        | current antibody      | isatuximab                  |
        | current partner drugs | pomalidomide, dexamethasone |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | none                        |
        | setting               | relapsed refractory mm      |
      When the rule book is applied
      Then missing-renal applies to the current regimen as warning
      And missing-renal does not apply to the planned regimen
      And missing-prior-lines applies to the current regimen as warning
      And missing-prior-lines does not apply to the planned regimen
      And missing-cytogenetics applies to the current regimen as warning
      And missing-cytogenetics does not apply to the planned regimen

    @rule:missing-renal
    Scenario Outline: While the regimen or the setting is open, so is the question
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
      When the rule book is applied
      Then missing-renal can't be decided for the planned regimen without <missing>

      Examples:
        | agent       | partners                    | setting                | missing                              |
        | isatuximab  |                             | relapsed refractory mm | partner drugs (planned regimen)      |
        | daratumumab | carfilzomib, dexamethasone  |                        | disease setting                      |
        | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |

  Rule: Prior lines that aren't recorded are asked for

    @rule:missing-prior-lines
    Scenario Outline: Without a number of prior lines it is asked for
      Given a patient assessed on 2024-06-30
        | current antibody     | none                   |
        | planned antibody     | none                   |
        | <role> antibody      | <agent>                |
        | <role> partner drugs | <partners>             |
        | setting              | relapsed refractory mm |
      When the rule book is applied
      Then missing-prior-lines applies to the <role> regimen as warning
      And missing-prior-lines asks for prior lines of therapy
      And missing-prior-lines says “Ask for the number of prior lines”
      And missing-prior-lines cites leleu-2022/<cited>

      Examples:
        | role    | agent       | partners                    | cited              |
        | planned | isatuximab  | pomalidomide, dexamethasone | icaria-eligibility |
        | current | isatuximab  | pomalidomide, dexamethasone | icaria-eligibility |
        | planned | daratumumab | pomalidomide, dexamethasone | apollo-eligibility |
        | current | daratumumab | pomalidomide, dexamethasone | apollo-eligibility |
        | planned | isatuximab  | carfilzomib, dexamethasone  | ikema-eligibility  |
        | current | isatuximab  | carfilzomib, dexamethasone  | ikema-eligibility  |
        | planned | daratumumab | carfilzomib, dexamethasone  | candor-eligibility |
        | current | daratumumab | carfilzomib, dexamethasone  | candor-eligibility |

    @rule:missing-prior-lines
    Scenario Outline: With a number, or where no figure can be shown, nobody asks
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | prior lines           | <lines>    |
      When the rule book is applied
      Then missing-prior-lines does not apply

      Examples:
        | agent           | partners                    | route        | setting                | lines |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm | 0     |
        | isatuximab      | carfilzomib, dexamethasone  |              | relapsed refractory mm | 1     |
        | daratumumab     | pomalidomide, dexamethasone |              | relapsed refractory mm | 2     |
        | daratumumab     | carfilzomib, dexamethasone  |              | relapsed refractory mm | 5     |
        | isatuximab      | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm |       |
        | isatuximab      | none                        |              | relapsed refractory mm |       |
        | daratumumab     | none                        |              | relapsed refractory mm |       |
        | daratumumab     | carfilzomib, dexamethasone  |              | newly diagnosed mm     |       |
        | other anti cd38 | carfilzomib, dexamethasone  |              | relapsed refractory mm |       |

    @rule:missing-prior-lines
    Scenario Outline: While the regimen or the setting is open, so is the question
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
      When the rule book is applied
      Then missing-prior-lines can't be decided for the planned regimen without <missing>

      Examples:
        | agent       | partners                    | setting                | missing                              |
        | isatuximab  |                             | relapsed refractory mm | partner drugs (planned regimen)      |
        | daratumumab | carfilzomib, dexamethasone  |                        | disease setting                      |
        | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |

  Rule: Cytogenetics that don't decide the risk are asked for

    @rule:missing-cytogenetics
    Scenario Outline: With none present and one not recorded all three are asked about
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH assessed         | <FISH>     |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then missing-cytogenetics applies to the planned regimen as warning
      And missing-cytogenetics says “Ask whether del(17p), t(4;14) and t(14;16) were looked for”
      And missing-cytogenetics says “isn't taken for absent”
      And missing-cytogenetics asks for <asked>

      Examples:
        | agent       | partners                    | route | setting                | FISH | findings                                             | asked                |
        | isatuximab  | pomalidomide, dexamethasone |       | relapsed refractory mm |      |                                                      | FISH assessment done |
        | isatuximab  | pomalidomide, dexamethasone |       | relapsed refractory mm | no   |                                                      | del(17p)             |
        | isatuximab  | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | del(17p) absent, t(4;14) absent                      | t(14;16)             |
        | isatuximab  | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | del(17p) absent, t(14;16) absent, gain(1q21) present | t(4;14)              |
        | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm |      |                                                      | FISH assessment done |
        | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm | no   |                                                      | del(17p)             |
        | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | del(17p) absent, t(4;14) absent                      | t(14;16)             |
        | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | del(17p) absent, t(14;16) absent, gain(1q21) present | t(4;14)              |
        | isatuximab  | carfilzomib, dexamethasone  |       | relapsed refractory mm |      |                                                      | FISH assessment done |
        | isatuximab  | carfilzomib, dexamethasone  |       | relapsed refractory mm | no   |                                                      | del(17p)             |
        | isatuximab  | carfilzomib, dexamethasone  |       | relapsed refractory mm | yes  | del(17p) absent, t(4;14) absent                      | t(14;16)             |
        | isatuximab  | carfilzomib, dexamethasone  |       | relapsed refractory mm | yes  | del(17p) absent, t(14;16) absent, gain(1q21) present | t(4;14)              |
        | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm |      |                                                      | FISH assessment done |
        | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm | no   |                                                      | del(17p)             |
        | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm | yes  | del(17p) absent, t(4;14) absent                      | t(14;16)             |
        | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm | yes  | del(17p) absent, t(14;16) absent, gain(1q21) present | t(4;14)              |

    @rule:missing-cytogenetics
    Scenario Outline: The current regimen is asked about like the planned one
      Given a patient assessed on 2024-06-30
        | current antibody      | <agent>     |
        | current partner drugs | <partners>  |
        | planned antibody      | none        |
        | setting               | relapsed mm |
      When the rule book is applied
      Then missing-cytogenetics applies to the current regimen as warning

      Examples:
        | agent       | partners                    |
        | isatuximab  | pomalidomide, dexamethasone |
        | daratumumab | pomalidomide, dexamethasone |
        | isatuximab  | carfilzomib, dexamethasone  |
        | daratumumab | carfilzomib, dexamethasone  |

    @rule:missing-cytogenetics
    Scenario Outline: FISH that wasn't done is named
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH assessed         | <FISH>     |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then missing-cytogenetics applies to the planned regimen as warning
      And missing-cytogenetics <note> “FISH is recorded as not done.”

      Examples:
        | agent      | partners                   | route | setting                | FISH | findings | note         |
        | isatuximab | carfilzomib, dexamethasone |       | relapsed refractory mm | no   |          | says         |
        | isatuximab | carfilzomib, dexamethasone |       | relapsed refractory mm | yes  |          | does not say |
        | isatuximab | carfilzomib, dexamethasone |       | relapsed refractory mm |      |          | does not say |

    @rule:missing-cytogenetics
    Scenario Outline: FISH that wasn't done beside findings that decide is a contradiction to confirm
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH assessed         | <FISH>     |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then missing-cytogenetics applies to the planned regimen as warning
      And missing-cytogenetics says “confirm which holds”

      Examples:
        | agent       | partners                    | route | setting                | FISH | findings                                         |
        | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm | no   | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | isatuximab  | pomalidomide, dexamethasone |       | relapsed refractory mm | no   | del(17p) present                                 |

    @rule:missing-cytogenetics
    Scenario Outline: In ICARIA-MM a clone below its cutoff leaves the others to decide
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH assessed         | <FISH>     |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then missing-cytogenetics applies to the planned regimen as warning
      And missing-cytogenetics says “has a clone below the cutoff of the trial”
      And missing-cytogenetics cites leleu-2022/icaria-cutoff-del17p

      Examples:
        | agent      | partners                    | route | setting                | FISH | findings                                   |
        | isatuximab | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | del(17p) present in 40 %                   |
        | isatuximab | pomalidomide, dexamethasone |       | relapsed refractory mm | yes  | t(4;14) present in 29.9 %, del(17p) absent |

    @rule:missing-cytogenetics
    Scenario Outline: A hit, all three absent, or a regimen without figures asks nothing
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH assessed         | <FISH>     |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then missing-cytogenetics does not apply

      Examples:
        | agent           | partners                    | route        | setting                | FISH | findings                                                  |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm | yes  | del(17p) present                                          |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm | yes  | del(17p) present in 50 %                                  |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm | yes  | del(17p) present in 40 %, t(4;14) absent, t(14;16) absent |
        | isatuximab      | carfilzomib, dexamethasone  |              | relapsed refractory mm | yes  | del(17p) present in 40 %                                  |
        | isatuximab      | carfilzomib, dexamethasone  |              | relapsed refractory mm |      | t(4;14) present                                           |
        | daratumumab     | pomalidomide, dexamethasone |              | relapsed refractory mm | yes  | del(17p) absent, t(4;14) absent, t(14;16) absent          |
        | daratumumab     | carfilzomib, dexamethasone  |              | relapsed refractory mm |      | t(14;16) present                                          |
        | isatuximab      | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm |      |                                                           |
        | isatuximab      | none                        |              | relapsed refractory mm | no   |                                                           |
        | daratumumab     | bortezomib, dexamethasone   |              | relapsed refractory mm |      |                                                           |
        | daratumumab     | pomalidomide, dexamethasone |              | newly diagnosed mm     |      |                                                           |
        | other anti cd38 | pomalidomide, dexamethasone |              | relapsed refractory mm |      |                                                           |

    @rule:missing-cytogenetics
    Scenario Outline: While the regimen or the setting is open, so is the question
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <agent>    |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
      When the rule book is applied
      Then missing-cytogenetics can't be decided for the planned regimen without <missing>

      Examples:
        | agent       | partners                    | setting                | missing                              |
        | isatuximab  |                             | relapsed refractory mm | partner drugs (planned regimen)      |
        | daratumumab | carfilzomib, dexamethasone  |                        | disease setting                      |
        | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
