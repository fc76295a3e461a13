Feature: The antibody in electrophoresis and immunofixation

  Rule: With IgG kappa myeloma the antibody may be taken for M-protein

    @rule:ife-igg-kappa-interference
    Scenario Outline: With IgG kappa a current antibody is a warning, a planned one is advance notice
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody> |
        | <other> antibody | none       |
        | M-protein        | IgG kappa  |
      When the rule book is applied
      Then ife-igg-kappa-interference applies to the <role> regimen as <severity>
      And ife-igg-kappa-interference says “<antibody> (<role>)”
      And ife-igg-kappa-interference says “In some cases the response, complete response above all”

      Examples:
        | role    | other   | antibody    | severity |
        | current | planned | daratumumab | warning  |
        | current | planned | isatuximab  | warning  |
        | planned | current | daratumumab | info     |
        | planned | current | isatuximab  | info     |

    @rule:ife-igg-kappa-interference
    Scenario: Current and planned antibody are judged for themselves
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | isatuximab  |
        | M-protein        | IgG kappa   |
      When the rule book is applied
      Then ife-igg-kappa-interference applies to the current regimen as warning
      And ife-igg-kappa-interference applies to the planned regimen as info
      And ife-igg-kappa-interference says “Consider daratumumab (current) as a cause of an IgG kappa band”
      And ife-igg-kappa-interference says “Expect that isatuximab (planned) may show as an IgG kappa band”

    @rule:ife-igg-kappa-interference
    Scenario Outline: The route and the partner drugs change nothing
      Given a patient assessed on 2024-03-15
        | current antibody      | daratumumab |
        | current route         | <route>     |
        | current partner drugs | <partners>  |
        | planned antibody      | none        |
        | M-protein             | IgG kappa   |
      When the rule book is applied
      Then ife-igg-kappa-interference applies to the current regimen as warning

      Examples:
        | route        | partners                   |
        | intravenous  | carfilzomib, dexamethasone |
        | subcutaneous | none                       |
        |              |                            |

    @rule:ife-igg-kappa-interference
    Scenario: An alternative plan is advance notice as well
      Given a patient assessed on 2024-03-15
        | current antibody     | none            |
        | planned antibody     | other anti cd38 |
        | alternative antibody | isatuximab      |
        | M-protein            | IgG kappa       |
      When the rule book is applied
      Then ife-igg-kappa-interference applies to the alternative regimen as info
      And ife-igg-kappa-interference does not apply to the planned regimen

    @rule:ife-igg-kappa-interference
    Scenario Outline: What holds for both antibodies doesn't wait for the choice between them
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | M-protein        | IgG kappa |
      When the rule book is applied
      Then <rule> applies to the planned regimen as info
      And <rule> says “daratumumab or isatuximab (planned)”

      Examples:
        | rule                       |
        | ife-igg-kappa-interference |
        | ife-mass-spec              |

    @rule:ife-igg-kappa-interference @rule:ife-mass-spec
    Scenario Outline: One of several M-proteins may be the IgG kappa one
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab  |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then ife-igg-kappa-interference applies to the current regimen as warning
      And ife-mass-spec applies to the current regimen as info

      Examples:
        | M-protein             |
        | IgG kappa             |
        | IgA lambda, IgG kappa |
        | IgG kappa, IgG        |

    @rule:ife-igg-kappa-interference @rule:ife-hydrashift-isa @rule:ife-dira-dara @rule:ife-mass-spec @hazard:H6
    Scenario Outline: Any other M-protein type gives no advice on immunofixation
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody>  |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then ife-igg-kappa-interference does not apply
      And ife-hydrashift-isa does not apply
      And ife-dira-dara does not apply
      And ife-mass-spec does not apply
      And missing-isotype does not apply

      Examples:
        | antibody    | M-protein             |
        | daratumumab | IgG lambda            |
        | daratumumab | IgA kappa             |
        | daratumumab | IgA                   |
        | daratumumab | none kappa            |
        | daratumumab | none                  |
        | isatuximab  | IgG lambda            |
        | isatuximab  | IgA kappa             |
        | isatuximab  | IgM kappa, IgG lambda |
        | isatuximab  | none kappa            |
        | isatuximab  | none                  |

    @rule:ife-igg-kappa-interference @rule:ife-hydrashift-isa @rule:ife-dira-dara @rule:ife-mass-spec
    Scenario Outline: Without one of the two antibodies IgG kappa alone gives no advice
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | M-protein        | IgG kappa |
      When the rule book is applied
      Then ife-igg-kappa-interference does not apply
      And ife-hydrashift-isa does not apply
      And ife-dira-dara does not apply
      And ife-mass-spec does not apply

      Examples:
        | current         | planned         |
        | none            | none            |
        | other anti cd38 | none            |
        | none            | other anti cd38 |

    @rule:ife-igg-kappa-interference
    Scenario: An antibody that has ended gives no such advice
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | none      |
        | M-protein        | IgG kappa |
      And an earlier course of daratumumab
        | last dose | 2024-03-01 |
      When the rule book is applied
      Then ife-igg-kappa-interference does not apply

    @rule:ife-igg-kappa-interference @rule:ife-hydrashift-isa @rule:ife-mass-spec
    Scenario Outline: An M-protein that is unrecorded, or recorded in part, leaves it open with isatuximab
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab  |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then ife-igg-kappa-interference can't be decided for the current regimen without M-protein type
      And ife-hydrashift-isa can't be decided for the current regimen without M-protein type
      And ife-mass-spec can't be decided for the current regimen without M-protein type
      And ife-dira-dara does not apply

      Examples:
        | M-protein       |
        |                 |
        | IgG             |
        | IgA lambda, IgG |

    @rule:ife-igg-kappa-interference @rule:ife-dira-dara @rule:ife-mass-spec
    Scenario Outline: An M-protein that is unrecorded, or recorded in part, leaves it open with daratumumab
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | daratumumab |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then ife-igg-kappa-interference can't be decided for the planned regimen without M-protein type
      And ife-dira-dara can't be decided for the planned regimen without M-protein type
      And ife-mass-spec can't be decided for the planned regimen without M-protein type
      And ife-hydrashift-isa does not apply

      Examples:
        | M-protein |
        |           |
        | IgG       |

    @rule:ife-igg-kappa-interference
    Scenario: A regimen that nobody recorded leaves the advice waiting
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | M-protein        | IgG kappa |
      When the rule book is applied
      Then ife-igg-kappa-interference waits for the planned regimen

    @rule:ife-igg-kappa-interference
    Scenario Outline: A positive immunofixation under a current antibody is spoken of
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
        | M-protein        | IgG kappa   |
        | immunofixation   | <result>    |
      When the rule book is applied
      Then ife-igg-kappa-interference <says> “The immunofixation on record is positive”

      Examples:
        | role    | other   | result   | says         |
        | current | planned | positive | says         |
        | current | planned | negative | does not say |
        | current | planned |          | does not say |
        | planned | current | positive | does not say |

    @rule:ife-igg-kappa-interference
    Scenario: The advice names its limits and its evidence
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | M-protein        | IgG kappa   |
      When the rule book is applied
      Then ife-igg-kappa-interference says “how often the response is underestimated isn't said here”
      And ife-igg-kappa-interference says “after its last dose isn't given”
      And ife-igg-kappa-interference says “Only clonal IgG kappa is addressed”
      And ife-igg-kappa-interference says “How well the assays work isn't given in figures”
      And ife-igg-kappa-interference cites leleu-2022/immunofixation-interference
      And ife-igg-kappa-interference cites leleu-2022/immunofixation-response-underestimated
      And ife-igg-kappa-interference cites leleu-2022/reflex-assays-and-mass-spectrometry

  Rule: Each reflex assay belongs to one antibody

    @rule:ife-hydrashift-isa @rule:ife-dira-dara
    Scenario Outline: Hydrashift comes with isatuximab only
      Given a patient assessed on 2024-03-15
        | <role> antibody  | isatuximab |
        | <other> antibody | none       |
        | M-protein        | IgG kappa  |
      When the rule book is applied
      Then ife-hydrashift-isa applies to the <role> regimen as info
      And ife-hydrashift-isa says “with <role> isatuximab”
      And ife-hydrashift-isa says “its use with daratumumab isn't”
      And ife-hydrashift-isa cites leleu-2022/hydrashift-for-isatuximab
      And ife-dira-dara does not apply

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:ife-hydrashift-isa @rule:ife-dira-dara
    Scenario Outline: DIRA comes with daratumumab only
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
        | M-protein        | IgG kappa   |
      When the rule book is applied
      Then ife-dira-dara applies to the <role> regimen as info
      And ife-dira-dara says “with <role> daratumumab”
      And ife-dira-dara says “The text names the assay without its antibody”
      And ife-dira-dara says “its use with isatuximab isn't”
      And ife-dira-dara cites leleu-2022/dira-for-daratumumab
      And ife-hydrashift-isa does not apply

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:ife-hydrashift-isa @rule:ife-dira-dara
    Scenario: Around a switch each antibody keeps its own assay
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | isatuximab  |
        | M-protein        | IgG kappa   |
      When the rule book is applied
      Then ife-dira-dara applies to the current regimen as info
      And ife-dira-dara does not apply to the planned regimen
      And ife-hydrashift-isa applies to the planned regimen as info
      And ife-hydrashift-isa does not apply to the current regimen

    @rule:ife-hydrashift-isa @rule:ife-dira-dara
    Scenario: With an undecided plan the assays wait for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | M-protein        | IgG kappa |
      When the rule book is applied
      Then ife-hydrashift-isa can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
      And ife-dira-dara can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:ife-hydrashift-isa
    Scenario Outline: The method on record is named with isatuximab, also where it is the other antibody's assay
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab |
        | planned antibody     | none       |
        | M-protein            | IgG kappa  |
        | response assessed by | <method>   |
      When the rule book is applied
      Then ife-hydrashift-isa <own> “Hydrashift is recorded as the method”
      And ife-hydrashift-isa <other> “The method on record is DIRA, the assay for daratumumab”
      And ife-hydrashift-isa <cites> leleu-2022/dira-for-daratumumab

      Examples:
        | method            | own          | other        | cites         |
        | hydrashift        | says         | does not say | does not cite |
        | dira              | does not say | says         | cites         |
        | immunofixation    | does not say | does not say | does not cite |
        | mass spectrometry | does not say | does not say | does not cite |
        |                   | does not say | does not say | does not cite |

    @rule:ife-dira-dara
    Scenario Outline: The method on record is named with daratumumab, also where it is the other antibody's assay
      Given a patient assessed on 2024-03-15
        | current antibody     | daratumumab |
        | planned antibody     | none        |
        | M-protein            | IgG kappa   |
        | response assessed by | <method>    |
      When the rule book is applied
      Then ife-dira-dara <own> “DIRA is recorded as the method”
      And ife-dira-dara <other> “The method on record is Hydrashift, the assay for isatuximab”
      And ife-dira-dara <cites> leleu-2022/hydrashift-for-isatuximab

      Examples:
        | method         | own          | other        | cites         |
        | dira           | says         | does not say | does not cite |
        | hydrashift     | does not say | says         | cites         |
        | immunofixation | does not say | does not say | does not cite |
        |                | does not say | does not say | does not cite |
