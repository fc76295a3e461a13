Feature: Mass spectrometry in response assessment

  Rule: With IgG kappa myeloma mass spectrometry is an alternative to immunofixation

    @rule:ife-mass-spec
    Scenario Outline: It is named with either antibody, current or planned
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody> |
        | <other> antibody | none       |
        | M-protein        | IgG kappa  |
      When the rule book is applied
      Then ife-mass-spec applies to the <role> regimen as info
      And ife-mass-spec says “with <antibody> (<role>)”
      And ife-mass-spec says “A specialised laboratory is required”
      And ife-mass-spec says “the source ranks neither”
      And ife-mass-spec cites leleu-2022/mass-spectrometry-method
      And ife-mass-spec cites leleu-2022/mass-spectrometry-committee

      Examples:
        | role    | other   | antibody    |
        | current | planned | daratumumab |
        | current | planned | isatuximab  |
        | planned | current | daratumumab |
        | planned | current | isatuximab  |

    @rule:ife-mass-spec
    Scenario Outline: Without IgG kappa, or without an antibody, it isn't named
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody>  |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then ife-mass-spec does not apply

      Examples:
        | antibody        | M-protein  |
        | daratumumab     | IgG lambda |
        | isatuximab      | IgA kappa  |
        | other anti cd38 | IgG kappa  |
        | none            | IgG kappa  |

  Rule: Results of mass spectrometry are not those of immunofixation

    @rule:ife-mass-spec-cr-caveat
    Scenario Outline: Mass spectrometry on record is a warning, whatever the M-protein and the antibody
      Given a patient assessed on 2024-03-15
        | current antibody     | <antibody>        |
        | planned antibody     | none              |
        | M-protein            | <M-protein>       |
        | response assessed by | mass spectrometry |
      When the rule book is applied
      Then ife-mass-spec-cr-caveat applies as warning
      And ife-mass-spec-cr-caveat is an alert of its own
      And ife-mass-spec-cr-caveat says “Mass spectrometry is recorded as the method”

      Examples:
        | antibody    | M-protein  |
        | daratumumab | IgG kappa  |
        | isatuximab  | IgG kappa  |
        | daratumumab | IgA lambda |
        | daratumumab |            |
        | none        | IgG kappa  |
        | none        |            |

    @rule:ife-mass-spec-cr-caveat
    Scenario Outline: Where mass spectrometry is only an option, the caveat goes with it as context
      Given a patient assessed on 2024-03-15
        | current antibody     | <current> |
        | planned antibody     | <planned> |
        | M-protein            | IgG kappa |
        | response assessed by | <method>  |
      When the rule book is applied
      Then ife-mass-spec applies as info
      And ife-mass-spec-cr-caveat applies as info
      And ife-mass-spec-cr-caveat is shown under ife-mass-spec
      And ife-mass-spec-cr-caveat does not say “is recorded as the method”
      And ife-mass-spec-cr-caveat says “the source gives no figure for the difference”
      And ife-mass-spec-cr-caveat cites leleu-2022/mass-spectrometry-fewer-complete-responses

      Examples:
        | current     | planned     | method         |
        | daratumumab | none        | immunofixation |
        | isatuximab  | none        | hydrashift     |
        | daratumumab | none        | dira           |
        | none        | isatuximab  | other          |
        | none        | daratumumab |                |
        | none        | undecided   |                |

    @rule:ife-mass-spec-cr-caveat
    Scenario Outline: Another method, where mass spectrometry isn't named, needs no caveat
      Given a patient assessed on 2024-03-15
        | current antibody     | <antibody>  |
        | planned antibody     | none        |
        | M-protein            | <M-protein> |
        | response assessed by | <method>    |
      When the rule book is applied
      Then ife-mass-spec-cr-caveat does not apply

      Examples:
        | antibody    | M-protein  | method         |
        | daratumumab | IgA kappa  | immunofixation |
        | isatuximab  | IgG lambda | hydrashift     |
        | daratumumab | none kappa | other          |
        | none        | IgG kappa  | immunofixation |
        | none        |            | dira           |

    @rule:ife-mass-spec-cr-caveat
    Scenario: While the method isn't recorded and mass spectrometry isn't named, the caveat stays open
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | M-protein        | IgA kappa   |
      When the rule book is applied
      Then ife-mass-spec-cr-caveat can't be decided without method of response assessment

    @rule:ife-mass-spec-cr-caveat
    Scenario: With another method on record it hangs on the M-protein type
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab     |
        | planned antibody     | none           |
        | response assessed by | immunofixation |
      When the rule book is applied
      Then ife-mass-spec-cr-caveat can't be decided without M-protein type
